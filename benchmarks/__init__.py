"""Measurements: ratios of speed (`make bench`) and accuracy (`make eval`), beside the baselines."""
