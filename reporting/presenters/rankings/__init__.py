"""Rankings and scoring rules as pages, sheets and documents show them, drawn from what is frozen."""
