"""From facts to the table: codebook, matching, cells, comparison, checks."""
