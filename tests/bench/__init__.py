"""What the press costs, measured on the real thing. Started by scripts/bench; no test looks at a clock."""
