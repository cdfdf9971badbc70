"""The review as a page in a browser."""
