package kr.maeul.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;

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
 * @param profilesDirectory folder of further profiles of the finder, or null
 * @param media where photos and sound are kept
 * @param people sessions and the access log
 * @param openId another service that vouches for people, or null
 * @param demo whether an empty embedded or PostGIS database gets the demo content
 * @param limits how long the database may take over what is asked
 * @param given what was set, by its name, secrets aside
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
    Review review,
    Path profilesDirectory,
    Limits limits,
    Map<String, String> given) {
  /**
   * @param publicQuery over one request of a stranger
   * @param deskQuery over one of somebody who has signed in
   */
  public record Limits(Duration publicQuery, Duration deskQuery) {}

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
   * @param secondFactor who has to have one
   */
  public record People(
      Duration sessionIdle,
      Duration longestSession,
      Duration accessLogKept,
      SecondFactor secondFactor) {}

  /** Whose accounts have to have a second factor; anybody may. */
  public enum SecondFactor {
    OPTIONAL,
    /** Those who see exact houses, and those who keep accounts. */
    PLANNERS,
    EVERYONE
  }

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

  /**
   * Reads settings.
   *
   * @param env names such as {@code MAEUL_PORT} and their values: the environment, with options
   *     laid over it
   * @throws SettingsException with every wrong setting
   */
  public static Settings of(Map<String, String> env) {
    SettingsReader r = new SettingsReader(env);
    Settings settings =
        new Settings(
            new Http(
                r.text(Setting.HOST),
                r.integer(Setting.PORT),
                r.webAddress(Setting.PUBLIC_URL),
                r.addresses(Setting.TRUSTED_PROXIES)),
            r.database(),
            r.path(Setting.DATA_DIR, false),
            r.path(Setting.LAYERS_DIR, true),
            new Basemap(
                r.tileTemplate(Setting.BASEMAP_URL),
                r.text(Setting.BASEMAP_ATTRIBUTION),
                r.integer(Setting.BASEMAP_MAX_ZOOM)),
            r.integer(Setting.CACHE_MEGABYTES),
            new Media(r.integer(Setting.MEDIA_UNATTACHED_MEGABYTES), r.s3()),
            new People(
                Duration.ofMinutes(r.integer(Setting.SESSION_IDLE_MINUTES)),
                Duration.ofHours(r.integer(Setting.SESSION_HOURS)),
                Duration.ofDays(r.integer(Setting.ACCESS_LOG_DAYS)),
                r.oneOf(Setting.SECOND_FACTOR, SecondFactor.class)),
            r.openId(),
            r.yesOrNo(Setting.DEMO),
            r.review(),
            r.path(Setting.PROFILES_DIR, true),
            new Limits(
                Duration.ofSeconds(r.integer(Setting.PUBLIC_QUERY_SECONDS)),
                Duration.ofSeconds(r.integer(Setting.DESK_QUERY_SECONDS))),
            r.given());
    r.refuseUnknown();
    if (!r.problems.isEmpty()) {
      throw new SettingsException(r.problems);
    }
    return settings;
  }

  /** Settings that cannot be used; lists all of them. */
  public static final class SettingsException extends RuntimeException {

    private final transient List<Text> problems;

    SettingsException(List<Text> problems) {
      super(problems.stream().map(Text::toString).collect(Collectors.joining("\n")));
      this.problems = List.copyOf(problems);
    }

    public List<Text> problems() {
      return problems;
    }
  }
}
