"""How currencies are called in both languages, and their codes (ISO 4217; ``KR`` for the crowns of any country, ``PESO`` likewise)."""

from __future__ import annotations

EN_CURRENCIES = {
    "taiwan dollars": "TWD", "hong kong dollars": "HKD", "singapore dollars": "SGD", "australian dollars": "AUD", "canadian dollars": "CAD", "dollars": "USD", "dollar": "USD", "yen": "JPY", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yuan": "CNY",
    "renminbi": "CNY", "won": "KRW", "cfa francs": "XOF", "rupees": "INR", "rupee": "INR", "pound sterling": "GBP", "pounds sterling": "GBP", "cents": "USD", "cent": "USD", "usd": "USD", "jpy": "JPY", "eur": "EUR", "gbp": "GBP",
    "twd": "TWD", "cny": "CNY", "rmb": "CNY", "krw": "KRW", "inr": "INR", "chf": "CHF", "aud": "AUD", "cad": "CAD", "hkd": "HKD", "sgd": "SGD", "brl": "BRL",
    "kroner": "KR", "kronor": "KR", "krone": "KR", "krona": "KR", "crowns": "KR", "koruna": "KR", "korunas": "KR", "nok": "KR", "sek": "KR", "dkk": "KR", "czk": "KR",
    "swiss francs": "CHF", "francs": "CHF", "rubles": "RUB", "roubles": "RUB", "baht": "THB", "pesos": "PESO", "rupiah": "IDR", "ringgit": "MYR", "dirhams": "AED",
    "riyals": "SAR", "shekels": "ILS", "zloty": "PLN", "zlotys": "PLN", "pln": "PLN", "forints": "HUF", "reais": "BRL", "liras": "TRY", "lira": "TRY",
}  # fmt: skip
EN_PREFIXES = {"us$": "USD", "$": "USD", "¥": "JPY", "€": "EUR", "£": "GBP", "a$": "AUD", "s$": "SGD", "nt$": "TWD", "nz$": "NZD", "r$": "BRL", "usd ": "USD", "eur ": "EUR", "jpy ": "JPY", "gbp ": "GBP", "chf ": "CHF", "rmb ": "CNY", "cny ": "CNY", "c$": "CAD", "hk$": "HKD"}
#: What may stand before the name of a currency and changes nothing; where it does, the currency has an entry of its own.
EN_COUNTRIES = "Swedish|Norwegian|Danish|Czech|Icelandic|Mexican|Argentine|Chilean|Colombian|Philippine|Russian|Thai|Turkish|Indian|Polish|Brazilian|Hungarian|Chinese|Japanese|(?:South )?Korean|Malaysian|Indonesian|Israeli|Emirati|Saudi|British"
JA_CURRENCIES = {
    "米ドル": "USD", "ドル": "USD", "豪ドル": "AUD", "カナダドル": "CAD", "香港ドル": "HKD", "シンガポールドル": "SGD", "台湾ドル": "TWD", "新台湾ドル": "TWD", "台湾元": "TWD", "ニュージーランドドル": "NZD", "レアル": "BRL", "円": "JPY",
    "ユーロ": "EUR", "ポンド": "GBP", "人民元": "CNY", "元": "CNY", "ウォン": "KRW", "ルピー": "INR",
    "フラン": "CHF", "スイスフラン": "CHF", "クローネ": "KR", "クローナ": "KR", "コルナ": "KR", "クラウン": "KR", "ルーブル": "RUB", "バーツ": "THB", "ペソ": "PESO", "ルピア": "IDR",
    "リンギット": "MYR", "ディルハム": "AED", "リヤル": "SAR", "シェケル": "ILS", "ズロチ": "PLN", "フォリント": "HUF", "リラ": "TRY", "USD": "USD", "JPY": "JPY", "EUR": "EUR",
}  # fmt: skip
JA_CURRENCIES["CFAフラン"] = "XOF"
JA_CURRENCIES |= {
    country + between + name: JA_CURRENCIES[name]
    for name, countries in {
        "クローナ": "スウェーデン アイスランド", "クローネ": "ノルウェー デンマーク", "コルナ": "チェコ", "ペソ": "メキシコ フィリピン アルゼンチン チリ コロンビア", "ルーブル": "ロシア",
        "バーツ": "タイ", "リラ": "トルコ", "ルピー": "インド", "ウォン": "韓国", "ポンド": "英 英国", "フォリント": "ハンガリー", "ズロチ": "ポーランド", "ルピア": "インドネシア",
        "リンギット": "マレーシア", "シェケル": "イスラエル", "ディルハム": "UAE", "リヤル": "サウジ", "レアル": "ブラジル",
    }.items()
    for country in countries.split()
    for between in ("", "・")
}  # fmt: skip
JA_PREFIXES = {"US$": "USD", "$": "USD", "¥": "JPY", "￥": "JPY", "€": "EUR", "£": "GBP"}
