package kr.maeul.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Somebody before the service: anyone, or with the cookie of who signed in. */
public final class Visitor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final List<String> headers = new ArrayList<>();

  private Visitor(int port) {
    this.port = port;
  }

  /** Somebody without an account. */
  public static Visitor anyone(PackagedJar.Running service) {
    return new Visitor(service.port());
  }

  /**
   * Follows a one-time link: chooses a password, and is signed in.
   *
   * @param login and name of the first administrator, or null where the link is for an account
   */
  public static Visitor welcomed(PackagedJar.Running service, String secret, String login) {
    Visitor visitor = anyone(service);
    ObjectNode body = object().put("secret", secret).put("password", password(secret));
    if (login != null) {
      body.put("login", login).put("name", "예시 " + login);
    }
    Answer answer = visitor.post("/api/welcome", body).expect(200);
    visitor.keep(answer);
    return visitor;
  }

  /** Signs in with the login and the password that {@link #welcomed} chose. */
  public static Visitor signedIn(PackagedJar.Running service, String login, String password) {
    Visitor visitor = anyone(service);
    ObjectNode body = object().put("login", login).put("password", password);
    visitor.keep(visitor.post("/api/session", body).expect(200));
    return visitor;
  }

  private void keep(Answer answer) {
    String cookie = answer.header("Set-Cookie");
    headers.addAll(
        List.of(
            "Cookie",
            cookie.substring(0, cookie.indexOf(';')),
            "X-Maeul-CSRF",
            answer.json().path("csrf").asText(),
            "Sec-Fetch-Site",
            "same-origin"));
  }

  /** What {@link #welcomed} chooses. */
  public static String password(String secret) {
    return "네모난 구름 세탁소 " + secret.length();
  }

  /** An answer with its body. */
  public record Answer(String asked, int status, byte[] bytes, HttpResponse<byte[]> response) {
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError(
            asked + ": wanted " + wanted + " but was " + status + ": " + text());
      }
      return this;
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path, String... more) {
    return send("GET", path, null, more);
  }

  public Answer post(String path, JsonNode body, String... more) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(more));
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return send("POST", path, bytes, all.toArray(String[]::new));
  }

  /**
   * @param body null for none
   * @param more headers, each name followed by its value
   */
  public Answer send(String method, String path, byte[] body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofMinutes(1))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (List<String> some : List.of(headers, List.of(more))) {
      for (int i = 0; i < some.size(); i += 2) {
        request.header(some.get(i), some.get(i + 1));
      }
    }
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      String asked = method.toUpperCase(Locale.ROOT) + " " + path;
      return new Answer(asked, answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
