"""Understanding Vietnamese tip-offs: text in, findings out; knows no database and no network."""
