"""Baidu Fanyi."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import BaiduTranslator

        return BaiduTranslator(appid=settings.key("BAIDU_APPID"), appkey=settings.key("BAIDU_APPKEY"), source="jp", target="en")

    return one_by_one(adapt(build, settings))


SPEC = Spec("baidu", "Baidu Fanyi", make, needs=("BAIDU_APPID", "BAIDU_APPKEY"), longest=2000, per_second=1)
