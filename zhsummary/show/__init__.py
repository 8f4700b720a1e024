"""Documents and frames to HTML, text and workbooks; knows neither Corpus nor Comparison."""
