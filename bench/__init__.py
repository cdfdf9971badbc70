"""Measurements: quality and speed beside peers, in the same run, compared with floors."""
