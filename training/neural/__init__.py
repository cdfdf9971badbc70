"""Train the offline neural translator on your own parallel text: corpus.py, train.py, convert.py, score.py in this order."""
