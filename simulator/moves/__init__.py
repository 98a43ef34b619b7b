"""What an utterance does: a scikit-learn classifier trained on the labelled lines in `data/`."""
