"""Over the texts and frames: concordance, reuse."""
