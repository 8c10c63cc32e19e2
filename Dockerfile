# syntax=docker/dockerfile:1

# --- build ------------------------------------------------------------------------------------------------------------
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
# The dependencies change seldom, the sources often: this layer is kept until pom.xml changes.
COPY pom.xml ./
RUN mvn -q -B -P '!format' dependency:go-offline
COPY data data
COPY web web
COPY src src
COPY licenses licenses
COPY LICENSE NOTICE THIRD-PARTY.md ./
RUN mvn -q -B -DskipTests package

# --- run --------------------------------------------------------------------------------------------------------------
FROM eclipse-temurin:17-jre
# A fixed number, so that the owner of the files in a volume stays the same when the image is built again.
RUN groupadd --system --gid 10001 maeul \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin maeul \
 && install --directory --owner=10001 --group=10001 --mode=0750 /data /var/cache/maeul
COPY --from=build /build/target/maeul.jar /app/maeul.jar

# In a container the service must listen on every address; the compose file decides who reaches the port. With more
# arenas than two the C library keeps up to a gigabyte of what decoding photos took.
ENV MAEUL_HOST=0.0.0.0 \
    MAEUL_PORT=7070 \
    MAEUL_DATA_DIR=/data \
    MALLOC_ARENA_MAX=2 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8"
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 7070

# Without curl: newer base images of this family have none, and adding it would only be for this line. bash opens the
# connection itself. A second JVM every 30 seconds, only to ask the first how it is, would cost more than the answer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$MAEUL_PORT && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# The program makes this archive of classes itself; the next start of the container takes a third less.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/var/cache/maeul/classes.jsa", "-jar", "/app/maeul.jar"]
CMD ["serve"]
