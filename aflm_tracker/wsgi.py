"""The door for web servers: `gunicorn aflm_tracker.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")

application = get_wsgi_application()
