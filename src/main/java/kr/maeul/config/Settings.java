package kr.maeul.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * All settings of the service.
 *
 * @param http where to listen
 * @param database where features are kept
 * @param dataDirectory folder of everything that the service writes itself
 * @param layersDirectory folder of further layer files, or null
 * @param basemap what lies under the layers
 * @param cacheMegabytes memory for finished answers, 0 for none
 * @param review how contributions are taken, and how their senders are answered
 * @param media where photos and sound are kept
 * @param people sessions and the access log
 * @param openId another service that vouches for people, or null
 * @param demo whether an empty embedded or PostGIS database gets the demo content
 */
public record Settings(
    Http http,
    Database database,
    Path dataDirectory,
    Path layersDirectory,
    Basemap basemap,
    int cacheMegabytes,
    Media media,
    People people,
    OpenId openId,
    boolean demo,
    Review review) {

  /**
   * @param issuer the service's address, as it stands in its tokens
   * @param claim which says the login of the account: {@code email} or another
   */
  public record OpenId(URI issuer, String clientId, String clientSecret, String claim) {
    /** Does not tell the secret. */
    @Override
    public String toString() {
      return "OpenId[" + issuer + "]";
    }
  }

  /**
   * @param sessionIdle a session that is not used for so long has ended
   * @param longestSession no session goes on for longer
   * @param accessLogKept for how long the access log is kept, a year at least
   */
  public record People(Duration sessionIdle, Duration longestSession, Duration accessLogKept) {}

  /**
   * @param host address to bind; 127.0.0.1 unless the service is to be reached from elsewhere
   * @param port 0 to 65535, 0 for any free one
   * @param publicUrl how the world reaches the service, without a trailing slash, or null to go by
   *     the request
   * @param trustedProxies whose {@code X-Forwarded-For} is believed
   */
  public record Http(String host, int port, URI publicUrl, List<AddressRange> trustedProxies) {
    /** Whether browsers reach the service by HTTPS. */
    public boolean isTls() {
      return publicUrl != null && "https".equals(publicUrl.getScheme());
    }
  }

  /**
   * @param url JDBC URL of a PostGIS database, or null for the embedded one
   * @param user or null
   * @param password or null
   * @param connections the most connections held
   */
  public record Database(String url, String user, String password, int connections) {
    public boolean isPostGis() {
      return url != null && url.startsWith("jdbc:postgresql:");
    }

    /** Does not tell the password, nor a URL that may hold one. */
    @Override
    public String toString() {
      return url == null ? "embedded" : isPostGis() ? "PostGIS" : "H2GIS";
    }
  }

  /**
   * @param url template with {@code {z}}, {@code {x}}, {@code {y}}; empty for none
   * @param attribution text shown on the map
   * @param maxZoom the deepest zoom with tiles
   */
  public record Basemap(String url, String attribution, int maxZoom) {
    /** Scheme and host of the tiles for the Content-Security-Policy, or empty. */
    public String origin() {
      if (url.isEmpty() || url.startsWith("/")) {
        return "";
      }
      int end = url.indexOf('/', url.indexOf("//") + 2);
      return (end < 0 ? url : url.substring(0, end)).replace("{s}", "*");
    }
  }

  /**
   * @param secretKey 32 bytes in Base64 by which contacts are sealed, or null for a file's
   * @param centreName who collects what is sent
   * @param centrePhone where to telephone, or empty
   * @param openInAll the most contributions that wait for a decision
   * @param openPerAddress the most of them from one internet address
   * @param perDay the most taken from one internet address in a day
   * @param contactDays how long contacts are kept after the end
   * @param mail how to send letters, or null
   */
  public record Review(
      String secretKey,
      String centreName,
      String centrePhone,
      int openInAll,
      int openPerAddress,
      int perDay,
      int contactDays,
      Mail mail) {
    /** Does not tell the key. */
    @Override
    public String toString() {
      return "Review[" + centreName + "]";
    }
  }

  /**
   * @param host of the SMTP server
   * @param isTls whether the connection is encrypted from the start
   * @param user or null
   * @param password or null
   * @param digestTo who hears of new contributions, or null
   */
  public record Mail(
      String host,
      int port,
      boolean isTls,
      String user,
      String password,
      String from,
      String digestTo) {
    /** Does not tell the password. */
    @Override
    public String toString() {
      return "Mail[" + host + ":" + port + "]";
    }
  }

  /**
   * @param unattachedMegabytes the most that uploads may take which no feature names yet
   * @param s3 a store to keep them in, or null for the data folder
   */
  public record Media(int unattachedMegabytes, S3 s3) {}

  /**
   * A store that speaks as S3 does.
   *
   * @param endpoint its address
   */
  public record S3(URI endpoint, String bucket, String region, String accessKey, String secretKey) {
    /** Does not tell the keys. */
    @Override
    public String toString() {
      return "S3[" + bucket + "]";
    }
  }

  private static final String OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
  private static final String OSM_ATTRIBUTION = "© OpenStreetMap contributors";

  /**
   * Reads settings.
   *
   * @param env names such as {@code MAEUL_PORT} and their values: the environment, with options
   *     laid over it
   * @throws SettingsException with every wrong setting
   */
  public static Settings of(Map<String, String> env) {
    Reader r = new Reader(env);
    Settings settings =
        new Settings(
            new Http(
                r.text("MAEUL_HOST", "127.0.0.1"),
                r.integer("MAEUL_PORT", 7070, 0, 65_535),
                r.webAddress("MAEUL_PUBLIC_URL"),
                r.addresses("MAEUL_TRUSTED_PROXIES")),
            r.database(),
            r.path("MAEUL_DATA_DIR", "var", false),
            r.path("MAEUL_LAYERS_DIR", null, true),
            new Basemap(
                r.tileTemplate("MAEUL_BASEMAP_URL", OSM_TILES),
                r.text("MAEUL_BASEMAP_ATTRIBUTION", OSM_ATTRIBUTION),
                r.integer("MAEUL_BASEMAP_MAX_ZOOM", 19, 1, 24)),
            r.integer("MAEUL_CACHE_MEGABYTES", 64, 0, 16_384),
            new Media(r.integer("MAEUL_MEDIA_UNATTACHED_MEGABYTES", 2000, 1, 1_000_000), r.s3()),
            new People(
                Duration.ofMinutes(r.integer("MAEUL_SESSION_IDLE_MINUTES", 120, 5, 1440)),
                Duration.ofHours(r.integer("MAEUL_SESSION_HOURS", 12, 1, 168)),
                Duration.ofDays(r.integer("MAEUL_ACCESS_LOG_DAYS", 730, 365, 36_500))),
            r.openId(),
            r.yesOrNo("MAEUL_DEMO", true),
            r.review());
    r.refuseUnknown();
    if (!r.problems.isEmpty()) {
      throw new SettingsException(r.problems);
    }
    return settings;
  }

  /** Settings that cannot be used; lists all of them. */
  public static final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(List<String> problems) {
      super(String.join("\n", problems));
    }
  }

  private static final class Reader {
    private static final List<String> NAMES =
        List.of(
            "MAEUL_HOST",
            "MAEUL_PORT",
            "MAEUL_PUBLIC_URL",
            "MAEUL_DB_URL",
            "MAEUL_DB_USER",
            "MAEUL_DB_PASSWORD",
            "MAEUL_DB_CONNECTIONS",
            "MAEUL_DATA_DIR",
            "MAEUL_LAYERS_DIR",
            "MAEUL_BASEMAP_URL",
            "MAEUL_BASEMAP_ATTRIBUTION",
            "MAEUL_BASEMAP_MAX_ZOOM",
            "MAEUL_CACHE_MEGABYTES",
            "MAEUL_SESSION_IDLE_MINUTES",
            "MAEUL_SESSION_HOURS",
            "MAEUL_ACCESS_LOG_DAYS",
            "MAEUL_TRUSTED_PROXIES",
            "MAEUL_OIDC_ISSUER",
            "MAEUL_OIDC_CLIENT_ID",
            "MAEUL_OIDC_CLIENT_SECRET",
            "MAEUL_OIDC_CLAIM",
            "MAEUL_MEDIA_UNATTACHED_MEGABYTES",
            "MAEUL_MEDIA_S3_ENDPOINT",
            "MAEUL_MEDIA_S3_BUCKET",
            "MAEUL_MEDIA_S3_REGION",
            "MAEUL_MEDIA_S3_ACCESS_KEY",
            "MAEUL_MEDIA_S3_SECRET_KEY",
            "MAEUL_DEMO",
            "MAEUL_SECRET_KEY",
            "MAEUL_CENTRE_NAME",
            "MAEUL_CENTRE_PHONE",
            "MAEUL_CONTRIBUTIONS_OPEN",
            "MAEUL_CONTRIBUTIONS_OPEN_PER_ADDRESS",
            "MAEUL_CONTRIBUTIONS_PER_DAY",
            "MAEUL_CONTACT_DAYS",
            "MAEUL_SMTP_HOST",
            "MAEUL_SMTP_PORT",
            "MAEUL_SMTP_TLS",
            "MAEUL_SMTP_USER",
            "MAEUL_SMTP_PASSWORD",
            "MAEUL_SMTP_FROM",
            "MAEUL_DIGEST_TO");

    private static final int KEY_BYTES = 32;

    private final Map<String, String> env;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> env) {
      this.env = env;
    }

    String text(String name, String otherwise) {
      String value = env.get(name);
      return value == null ? otherwise : value.strip();
    }

    int integer(String name, int otherwise, int min, int max) {
      String value = text(name, "");
      if (value.isEmpty()) {
        return otherwise;
      }
      try {
        int n = Integer.parseInt(value);
        if (n >= min && n <= max) {
          return n;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      problems.add(
          name + " must be a whole number from " + min + " to " + max + ", not \"" + value + "\"");
      return otherwise;
    }

    boolean yesOrNo(String name, boolean otherwise) {
      String value = text(name, "");
      return switch (value) {
        case "" -> otherwise;
        case "true", "yes", "1" -> true;
        case "false", "no", "0" -> false;
        default -> {
          problems.add(name + " must be true or false, not \"" + value + "\"");
          yield otherwise;
        }
      };
    }

    Path path(String name, String otherwise, boolean mustExist) {
      String value = text(name, "");
      if (value.isEmpty()) {
        return otherwise == null ? null : Path.of(otherwise);
      }
      try {
        Path path = Path.of(value);
        if (mustExist && !Files.isDirectory(path)) {
          problems.add(name + " is not a folder: \"" + value + "\"");
        } else if (!mustExist && Files.exists(path) && !Files.isDirectory(path)) {
          problems.add(name + " is a file, not a folder: \"" + value + "\"");
        }
        return path;
      } catch (InvalidPathException e) {
        problems.add(name + " is not a path: \"" + value + "\"");
        return null;
      }
    }

    URI webAddress(String name) {
      String value = text(name, "");
      if (value.isEmpty()) {
        return null;
      }
      try {
        URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        if (uri.getHost() != null
            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
          return uri;
        }
      } catch (URISyntaxException e) {
        // told below
      }
      problems.add(name + " must be an http or https address, not \"" + value + "\"");
      return null;
    }

    String tileTemplate(String name, String otherwise) {
      String value = env.containsKey(name) ? text(name, "") : otherwise;
      boolean isTemplate = value.contains("{z}") && value.contains("{x}") && value.contains("{y}");
      boolean isAddress =
          value.startsWith("http://") || value.startsWith("https://") || value.startsWith("/");
      boolean isSafe =
          value.chars().noneMatch(c -> c <= ' ' || c == ';' || c == ',' || c == '"' || c == '\'');
      if (!value.isEmpty() && !(isTemplate && isAddress && isSafe)) {
        problems.add(
            name
                + " must be an address with {z}, {x} and {y}, or empty for no base map; not \""
                + value
                + "\"");
      }
      return value;
    }

    Review review() {
      return new Review(
          key("MAEUL_SECRET_KEY"),
          text("MAEUL_CENTRE_NAME", "전주시 사회적경제·도시재생지원센터"),
          text("MAEUL_CENTRE_PHONE", ""),
          integer("MAEUL_CONTRIBUTIONS_OPEN", 2_000, 1, 100_000),
          integer("MAEUL_CONTRIBUTIONS_OPEN_PER_ADDRESS", 30, 1, 10_000),
          integer("MAEUL_CONTRIBUTIONS_PER_DAY", 60, 1, 10_000),
          integer("MAEUL_CONTACT_DAYS", 90, 1, 3_650),
          mail());
    }

    private Mail mail() {
      String host = text("MAEUL_SMTP_HOST", "");
      boolean isTls = yesOrNo("MAEUL_SMTP_TLS", false);
      String from = mailAddress("MAEUL_SMTP_FROM");
      String digestTo = mailAddress("MAEUL_DIGEST_TO");
      int port = integer("MAEUL_SMTP_PORT", isTls ? 465 : 587, 1, 65_535);
      if (host.isEmpty()) {
        return null;
      }
      if (from == null) {
        problems.add("MAEUL_SMTP_FROM must be the address that letters come from");
      }
      if (text("MAEUL_PUBLIC_URL", "")
          .isEmpty()) { // or a letter's link leads where its sender says
        problems.add("MAEUL_SMTP_HOST needs MAEUL_PUBLIC_URL beside it, for the links in letters");
      }
      String user = text("MAEUL_SMTP_USER", null);
      return new Mail(host, port, isTls, user, env.get("MAEUL_SMTP_PASSWORD"), from, digestTo);
    }

    private String mailAddress(String name) {
      String value = text(name, "");
      if (!value.isEmpty() && !value.matches("[^@\\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,250}")) {
        problems.add(name + " must be an e-mail address, not \"" + value + "\"");
      }
      return value.isEmpty() ? null : value;
    }

    /** Not told back: it is a secret. */
    private String key(String name) {
      String value = text(name, "");
      if (value.isEmpty()) {
        return null;
      }
      try {
        if (Base64.getDecoder().decode(value).length == KEY_BYTES) {
          return value;
        }
      } catch (IllegalArgumentException e) {
        // told below
      }
      problems.add(
          name + " must be " + KEY_BYTES + " random bytes in Base64: openssl rand -base64 32");
      return null;
    }

    OpenId openId() {
      String issuer = text("MAEUL_OIDC_ISSUER", "");
      String id = text("MAEUL_OIDC_CLIENT_ID", "");
      String secret = text("MAEUL_OIDC_CLIENT_SECRET", "");
      if (issuer.isEmpty()) {
        if (!id.isEmpty() || !secret.isEmpty()) {
          problems.add("MAEUL_OIDC_ISSUER is missing beside MAEUL_OIDC_CLIENT_ID and _SECRET");
        }
        return null;
      }
      if (id.isEmpty() || secret.isEmpty() || text("MAEUL_PUBLIC_URL", "").isEmpty()) {
        problems.add(
            "MAEUL_OIDC_ISSUER needs MAEUL_OIDC_CLIENT_ID, MAEUL_OIDC_CLIENT_SECRET and MAEUL_PUBLIC_URL beside it");
      }
      URI address = webAddress("MAEUL_OIDC_ISSUER");
      boolean isOfThisMachine =
          address != null && List.of("localhost", "127.0.0.1").contains(address.getHost());
      if (address != null && !"https".equals(address.getScheme()) && !isOfThisMachine) {
        problems.add("MAEUL_OIDC_ISSUER must be an https address");
      }
      // As it was written: a slash at the end is part of an issuer's name.
      URI name = address == null ? null : URI.create(issuer);
      return new OpenId(name, id, secret, text("MAEUL_OIDC_CLAIM", "email"));
    }

    List<AddressRange> addresses(String name) {
      List<AddressRange> ranges = new ArrayList<>();
      for (String text : text(name, "").split(",")) {
        if (!text.isBlank()) {
          AddressRange.of(text.strip())
              .ifPresentOrElse(
                  ranges::add,
                  () ->
                      problems.add(
                          name
                              + " must be addresses such as 127.0.0.1 or 10.0.0.0/8, by comma; not \""
                              + text.strip()
                              + "\""));
        }
      }
      return List.copyOf(ranges);
    }

    Database database() {
      String url = text("MAEUL_DB_URL", "");
      if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
        problems.add(
            "MAEUL_DB_URL must begin with jdbc:postgresql: (or be left out for the embedded database)");
      }
      return new Database(
          url.isEmpty() ? null : url,
          text("MAEUL_DB_USER", null),
          env.get("MAEUL_DB_PASSWORD"),
          integer("MAEUL_DB_CONNECTIONS", 10, 2, 200));
    }

    /** All of it or nothing: half a store would lose what is put there. */
    S3 s3() {
      URI endpoint = webAddress("MAEUL_MEDIA_S3_ENDPOINT");
      List<String> needed =
          List.of(
              "MAEUL_MEDIA_S3_ENDPOINT",
              "MAEUL_MEDIA_S3_BUCKET",
              "MAEUL_MEDIA_S3_ACCESS_KEY",
              "MAEUL_MEDIA_S3_SECRET_KEY");
      List<String> missing = needed.stream().filter(n -> text(n, "").isEmpty()).toList();
      if (missing.size() == needed.size()) {
        return null;
      }
      missing.forEach(n -> problems.add(n + " is needed where photos are kept in S3"));
      return new S3(
          endpoint,
          text("MAEUL_MEDIA_S3_BUCKET", ""),
          text("MAEUL_MEDIA_S3_REGION", "us-east-1"),
          text("MAEUL_MEDIA_S3_ACCESS_KEY", ""),
          text("MAEUL_MEDIA_S3_SECRET_KEY", ""));
    }

    /** A misspelt name would be silently ignored otherwise. */
    void refuseUnknown() {
      for (String name : env.keySet()) {
        if (name.startsWith("MAEUL_") && !name.startsWith("MAEUL_TEST_") && !NAMES.contains(name)) {
          problems.add(name + " is not a setting. There are: " + String.join(", ", NAMES));
        }
      }
    }
  }
}
