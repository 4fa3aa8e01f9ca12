"""Tables that list recommendations, whatever file they stand in: what a head says, what the rows below become."""
