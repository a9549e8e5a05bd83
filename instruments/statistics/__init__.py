"""Survey statistics: plain tables in, plain tables out."""
