# One small image for web and worker. Python packages are installed from the lock, hashes required.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 UTLYSA_VAR=/data STATIC_ROOT=/app/collected
RUN useradd --system --uid 10001 --create-home --home-dir /home/utlysa utlysa \
    && mkdir /data && chown utlysa: /data
WORKDIR /app
COPY requirements/run.lock requirements/run.lock
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.lock
COPY . .
# The key is for these two steps only; the running portal gets its own from the environment.
RUN SECRET_KEY=only-while-building python manage.py translations --compile \
    && SECRET_KEY=only-while-building python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q . && chown -R utlysa: /data
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "1", "--worker-class", "gthread", \
     "--threads", "8", "--graceful-timeout", "8", "--timeout", "120", "--no-control-socket", \
     "--worker-tmp-dir", "/dev/shm", "--forwarded-allow-ips", "*"]
