"""Turn a Japanese report and the English sources it cites into an aligned parallel corpus."""

__version__ = "0.1.0"
