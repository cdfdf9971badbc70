"""Review: what people decide of the rows, kept and found again, and the page where they decide it."""
