# The server in a container, without root. See docs/operations.md.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/communique
COPY requirements.lock ./
RUN /opt/communique/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# What only tests and checks of the source need stays out of the image.
RUN /opt/communique/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/communique/bin/pip uninstall --yes hypothesis mypy pytest ruff waitress

FROM python:3.13-slim
COPY --from=build /opt/communique /opt/communique
RUN install -d -o 10001 -g 10001 /data
USER 10001:10001
ENV PATH=/opt/communique/bin:$PATH KG_STORE=/data/kg-data PYTHONUTF8=1
VOLUME /data
EXPOSE 7878
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7878/health/ready', timeout=4)"]
ENTRYPOINT ["kg"]
CMD ["serve", "--host", "0.0.0.0"]
