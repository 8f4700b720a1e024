"""Many files: facts as a folder of Parquet, on all processors of a machine or on many machines."""
