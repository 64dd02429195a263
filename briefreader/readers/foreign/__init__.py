"""What other programs keep of a reading: codebooks, highlights, notes. Bytes in, plain values out, or `ReadError`."""
