"""What a published document says in small, and what corrected editions of it say."""

HEALTH = "Extend health insurance to every migrant worker and to the families who travel with them."
REWORDED = HEALTH.replace("every migrant worker", "each migrant worker, documented or not,")
COSTS = "Reduce recruitment costs by capping the fees that agencies in both countries may charge."
DESKS = "Open help desks for returning workers in each province along the border."
TRAIN = "Train labour attachés to register complaints and to visit workplaces twice a year."
DATA = "Publish statistics on departures, returns and remittances every quarter."
FISH = "Inspect fishing vessels at sea together with the navy of the neighbouring state."
PRINTED = (("Impact", [HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA]))
