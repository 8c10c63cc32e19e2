package kr.maeul.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import kr.maeul.people.identity.Role;

/** Somebody of the centre who is signed in and decides, by the API. */
final class Centre {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Village village;
  private final String cookie;
  private final String csrf;
  private final HttpClient http = HttpClient.newHttpClient();

  Centre(Village village, String login, Role... roles) {
    this.village = village;
    this.cookie = village.signIn(login, roles);
    this.csrf = village.json("/api/session", "Cookie", cookie).path("csrf").asText();
  }

  JsonNode get(String path) {
    return village.json(path, "Cookie", cookie);
  }

  /** The newest submission of a title. */
  JsonNode submission(String title) {
    for (JsonNode one : get("/api/submissions?limit=200").path("submissions")) {
      if (title.equals(one.path("title").asText())) {
        return get("/api/submissions/" + one.path("id").asText());
      }
    }
    throw new AssertionError("nothing waits that is called " + title);
  }

  JsonNode decide(JsonNode submission, String what, String member, String words) {
    String id = submission.path("id").asText();
    ObjectNode body = JSON.createObjectNode();
    if (member != null) {
      body.put(member, words);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(village.url("/api/submissions/" + id + "/" + what)))
            .header("Cookie", cookie)
            .header("X-Maeul-CSRF", csrf)
            .header("Origin", village.url(""))
            .header("Content-Type", "application/json")
            .header("If-Match", "\"" + submission.path("version").asLong() + "\"")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(what + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
