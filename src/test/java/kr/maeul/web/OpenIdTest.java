package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.people.Accounts;
import kr.maeul.people.People;
import kr.maeul.people.QuickHash;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by another service, a small one that may lie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {
  private static final String SECRET = "only the two services know";

  @TempDir static Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer provider;
  private RSAKey key;
  private RSAKey signsWith;
  private Database database;
  private People people;
  private MaeulServer server;
  private int port;

  /** What the provider was asked, and what it is going to say. */
  private Map<String, List<String>> asked;

  private UnaryOperator<JWTClaimsSet.Builder> lie;
  private String tokenFault;

  @BeforeAll
  void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("1").generate();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", this::provide);
    provider.start();
    TestDatabase test = TestDatabase.h2gisWithLayers(folder);
    database = Database.open(test.settings(), test.directory());
    Settings settings =
        Settings.of(
            Map.of(
                "MAEUL_PORT",
                "0",
                "MAEUL_DATA_DIR",
                folder.toString(),
                "MAEUL_PUBLIC_URL",
                "http://map.example.kr",
                "MAEUL_OIDC_ISSUER",
                issuer(),
                "MAEUL_OIDC_CLIENT_ID",
                "maeul",
                "MAEUL_OIDC_CLIENT_SECRET",
                SECRET));
    people = People.over(database, settings.people(), Clock.systemUTC(), new QuickHash());
    people.accounts().add("hong@example.kr", "홍 예시", Set.of(Role.STAFF), Actor.MACHINE);
    server =
        new MaeulServer(
            Services.of(
                settings,
                new LayerFiles().readBundled().catalog(),
                new MemoryStore(),
                database,
                people,
                "test",
                Clock.systemUTC()),
            MaeulServer.credentials(people, settings));
    server.start();
    port = server.port();
  }

  @AfterAll
  void stop() {
    server.close();
    database.close();
    provider.stop(0);
  }

  @BeforeEach
  void honest() {
    lie = claims -> claims;
    signsWith = key;
    tokenFault = null;
  }

  private String issuer() {
    return "http://127.0.0.1:" + provider.getAddress().getPort();
  }

  private void provide(HttpExchange e) throws IOException {
    String body =
        switch (e.getRequestURI().getPath()) {
          case "/.well-known/openid-configuration" -> configuration();
          case "/jwks" -> new JWKSet(key.toPublicJWK()).toString();
          case "/token" -> token(e);
          default -> "{}";
        };
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    e.getResponseHeaders().set("Content-Type", "application/json");
    e.sendResponseHeaders(200, bytes.length);
    e.getResponseBody().write(bytes);
    e.close();
  }

  private String configuration() {
    String i = issuer();
    return """
        { "issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
          "jwks_uri": "%s/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
          "id_token_signing_alg_values_supported": ["RS256"] }
        """
        .formatted(i, i, i, i);
  }

  private String token(HttpExchange e) throws IOException {
    Map<String, List<String>> given =
        URLUtils.parseParameters(
            new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("maeul:" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
    CodeChallenge challenge =
        CodeChallenge.compute(
            CodeChallengeMethod.S256, new CodeVerifier(given.get("code_verifier").get(0)));
    if (!basic.equals(e.getRequestHeaders().getFirst("Authorization"))) {
      tokenFault = "not our client";
    } else if (!challenge.getValue().equals(asked.get("code_challenge").get(0))) {
      tokenFault = "not who began";
    }
    try {
      Date now = new Date();
      JWTClaimsSet claims =
          lie.apply(
                  new JWTClaimsSet.Builder()
                      .issuer(issuer())
                      .audience("maeul")
                      .subject("4711")
                      .issueTime(now)
                      .expirationTime(new Date(now.getTime() + 60_000))
                      .claim("nonce", asked.get("nonce").get(0))
                      .claim("email", "Hong@example.kr")
                      .claim("email_verified", true))
              .build();
      SignedJWT jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
      jwt.sign(new RSASSASigner(signsWith));
      return "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\""
          + jwt.serialize()
          + "\"}";
    } catch (com.nimbusds.jose.JOSEException broken) {
      throw new IOException(broken);
    }
  }

  private HttpResponse<String> get(String path, String cookie, String... more) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Cookie", cookie);
    if (more.length > 0) {
      request.headers(more);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Goes there; answers the cookie that the browser then has. */
  private String begin() throws Exception {
    HttpResponse<String> there = get("/api/oidc", "x=y");
    assertThat(there.statusCode()).isEqualTo(303);
    String location = there.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(issuer() + "/authorize?");
    asked = URLUtils.parseParameters(URI.create(location).getRawQuery());
    assertThat(asked.get("redirect_uri"))
        .containsExactly("http://map.example.kr/api/oidc/callback");
    return there.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private HttpResponse<String> comeBack(String cookie) throws Exception {
    return get("/api/oidc/callback?code=abc&state=" + asked.get("state").get(0), cookie);
  }

  private void refused() throws Exception {
    HttpResponse<String> answer = comeBack(begin());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("maeul="));
    assertThat(answer.body()).doesNotContain(SECRET, "abc");
  }

  @Test
  void whoHasAnAccountIsSignedIn() throws Exception {
    HttpResponse<String> answer = comeBack(begin());
    assertThat(tokenFault).isNull();
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("http://map.example.kr/desk");
    String session =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("maeul="))
            .findFirst()
            .orElseThrow()
            .split(";")[0];
    assertThat(get("/api/session", session).body())
        .contains("\"signedIn\":true", "hong@example.kr", "\"openId\":\"/api/oidc\"");
  }

  @Test
  void nobodyElseIs() throws Exception {
    lie = c -> c.claim("email", "stranger@example.kr");
    refused();
    assertThat(people.accounts().all()).as("no account comes of it").hasSize(1);
    lie = c -> c.claim("email_verified", false);
    refused();
    lie = c -> c.claim("email_verified", null);
    refused();
    lie = c -> c.claim("email", null);
    refused();
    Account account = people.accounts().byLogin("hong@example.kr").orElseThrow();
    lie = c -> c;
    people.accounts().change(account.id(), new Accounts.Change(null, null, true), Actor.MACHINE);
    refused();
    people.accounts().change(account.id(), new Accounts.Change(null, null, false), Actor.MACHINE);
  }

  @Test
  void aTokenThatIsNotForThisSignInIsRefused() throws Exception {
    lie = c -> c.claim("nonce", "of another");
    refused();
    lie = c -> c.audience("another-service");
    refused();
    lie = c -> c.issuer("https://evil.example");
    refused();
    lie = c -> c.expirationTime(new Date(0));
    refused();
    lie = c -> c;
    signsWith = new RSAKeyGenerator(2048).keyID("1").generate();
    refused();
  }

  /** Another's sign-in cannot be finished in this browser. */
  @Test
  void onlyTheBrowserThatBeganComesIn() throws Exception {
    String mine = begin();
    String state = asked.get("state").get(0);
    begin();
    assertThat(comeBack(mine).statusCode()).isEqualTo(403);
    assertThat(comeBack("x=y").statusCode()).isEqualTo(403);
    assertThat(get("/api/oidc/callback?error=access_denied&state=" + state, mine).statusCode())
        .isEqualTo(403);
  }

  /** Whose provider asks no more would be signed in without having wished it. */
  @Test
  void anotherSiteCannotBegin() throws Exception {
    for (String from : List.of("cross-site", "same-site")) {
      HttpResponse<String> answer = get("/api/oidc", "x=y", "Sec-Fetch-Site", from);
      assertThat(answer.headers().firstValue("Location")).hasValue("http://map.example.kr/desk");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
    for (String from : List.of("same-origin", "none")) {
      assertThat(get("/api/oidc", "x=y", "Sec-Fetch-Site", from).headers().firstValue("Location"))
          .hasValueSatisfying(there -> assertThat(there).startsWith(issuer()));
    }
  }
}
