package kr.maeul.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.layer.Text;

/** Reads settings one by one and gathers all that is wrong with them. For one thread. */
final class SettingsReader {
  private static final List<String> NAMES =
      List.of(
          "MAEUL_HOST",
          "MAEUL_PORT",
          "MAEUL_PUBLIC_URL",
          "MAEUL_DB_URL",
          "MAEUL_DB_USER",
          "MAEUL_DB_PASSWORD",
          "MAEUL_DB_CONNECTIONS",
          "MAEUL_PUBLIC_QUERY_SECONDS",
          "MAEUL_DESK_QUERY_SECONDS",
          "MAEUL_DATA_DIR",
          "MAEUL_LAYERS_DIR",
          "MAEUL_PROFILES_DIR",
          "MAEUL_BASEMAP_URL",
          "MAEUL_BASEMAP_ATTRIBUTION",
          "MAEUL_BASEMAP_MAX_ZOOM",
          "MAEUL_CACHE_MEGABYTES",
          "MAEUL_SESSION_IDLE_MINUTES",
          "MAEUL_SESSION_HOURS",
          "MAEUL_ACCESS_LOG_DAYS",
          "MAEUL_SECOND_FACTOR",
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
  final List<Text> problems = new ArrayList<>();

  SettingsReader(Map<String, String> env) {
    this.env = env;
  }

  private void wrong(String name, String ko, String en) {
    problems.add(new Text(name + ": " + ko, name + " " + en));
  }

  private static String given(String value) {
    return " (지금: \"" + value + "\").";
  }

  private static String not(String value) {
    return ", not \"" + value + "\"";
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
    wrong(
        name,
        min + "부터 " + max + "까지의 정수여야 합니다" + given(value),
        "must be a whole number from " + min + " to " + max + not(value));
    return otherwise;
  }

  boolean yesOrNo(String name, boolean otherwise) {
    String value = text(name, "");
    return switch (value) {
      case "" -> otherwise;
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> {
        wrong(name, "true나 false여야 합니다" + given(value), "must be true or false" + not(value));
        yield otherwise;
      }
    };
  }

  /** One of an enum's words, in lower case. */
  <E extends Enum<E>> E oneOf(String name, E otherwise) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      if (word.equals(value)) {
        return one;
      }
      words.add(word);
    }
    String all = String.join(", ", words);
    wrong(name, "다음 가운데 하나여야 합니다: " + all + given(value), "must be one of " + all + not(value));
    return otherwise;
  }

  Path path(String name, String otherwise, boolean mustExist) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return otherwise == null ? null : Path.of(otherwise);
    }
    try {
      Path path = Path.of(value);
      if (mustExist && !Files.isDirectory(path)) {
        wrong(name, "폴더가 아닙니다" + given(value), "is not a folder: \"" + value + "\"");
      } else if (!mustExist && Files.exists(path) && !Files.isDirectory(path)) {
        wrong(name, "폴더가 아니라 파일입니다" + given(value), "is a file, not a folder: \"" + value + "\"");
      }
      return path;
    } catch (InvalidPathException e) {
      wrong(name, "경로가 아닙니다" + given(value), "is not a path: \"" + value + "\"");
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
    wrong(
        name,
        "http나 https 주소여야 합니다" + given(value),
        "must be an http or https address" + not(value));
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
      wrong(
          name,
          "{z}, {x}, {y}가 든 주소여야 합니다. 배경 지도가 없으면 비워 두세요" + given(value),
          "must be an address with {z}, {x} and {y}, or empty for no base map; not \""
              + value
              + "\"");
    }
    return value;
  }

  Settings.Review review() {
    return new Settings.Review(
        key("MAEUL_SECRET_KEY"),
        text("MAEUL_CENTRE_NAME", "전주시 사회적경제·도시재생지원센터"),
        text("MAEUL_CENTRE_PHONE", ""),
        integer("MAEUL_CONTRIBUTIONS_OPEN", 2_000, 1, 100_000),
        integer("MAEUL_CONTRIBUTIONS_OPEN_PER_ADDRESS", 30, 1, 10_000),
        integer("MAEUL_CONTRIBUTIONS_PER_DAY", 60, 1, 10_000),
        integer("MAEUL_CONTACT_DAYS", 90, 1, 3_650),
        mail());
  }

  private Settings.Mail mail() {
    String host = text("MAEUL_SMTP_HOST", "");
    boolean isTls = yesOrNo("MAEUL_SMTP_TLS", false);
    String from = mailAddress("MAEUL_SMTP_FROM");
    String digestTo = mailAddress("MAEUL_DIGEST_TO");
    int port = integer("MAEUL_SMTP_PORT", isTls ? 465 : 587, 1, 65_535);
    if (host.isEmpty()) {
      return null;
    }
    if (from == null) {
      wrong(
          "MAEUL_SMTP_FROM",
          "편지를 보내는 이메일 주소를 적어야 합니다.",
          "must be the address that letters come from");
    }
    if (text("MAEUL_PUBLIC_URL", "").isEmpty()) { // or a letter's link leads where its sender says
      wrong(
          "MAEUL_SMTP_HOST",
          "편지에 넣을 링크를 위해 MAEUL_PUBLIC_URL도 정해야 합니다.",
          "needs MAEUL_PUBLIC_URL beside it, for the links in letters");
    }
    String user = text("MAEUL_SMTP_USER", null);
    return new Settings.Mail(
        host, port, isTls, user, env.get("MAEUL_SMTP_PASSWORD"), from, digestTo);
  }

  private String mailAddress(String name) {
    String value = text(name, "");
    if (!value.isEmpty() && !value.matches("[^@\\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,250}")) {
      wrong(name, "이메일 주소여야 합니다" + given(value), "must be an e-mail address" + not(value));
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
    wrong(
        name,
        "무작위 " + KEY_BYTES + "바이트를 Base64로 적은 것이어야 합니다: openssl rand -base64 32",
        "must be " + KEY_BYTES + " random bytes in Base64: openssl rand -base64 32");
    return null;
  }

  Settings.OpenId openId() {
    String issuer = text("MAEUL_OIDC_ISSUER", "");
    String id = text("MAEUL_OIDC_CLIENT_ID", "");
    String secret = text("MAEUL_OIDC_CLIENT_SECRET", "");
    if (issuer.isEmpty()) {
      if (!id.isEmpty() || !secret.isEmpty()) {
        wrong(
            "MAEUL_OIDC_ISSUER",
            "MAEUL_OIDC_CLIENT_ID나 _SECRET을 쓰려면 이것도 정해야 합니다.",
            "is missing beside MAEUL_OIDC_CLIENT_ID and _SECRET");
      }
      return null;
    }
    if (id.isEmpty() || secret.isEmpty() || text("MAEUL_PUBLIC_URL", "").isEmpty()) {
      wrong(
          "MAEUL_OIDC_ISSUER",
          "MAEUL_OIDC_CLIENT_ID, MAEUL_OIDC_CLIENT_SECRET, MAEUL_PUBLIC_URL도 정해야 합니다.",
          "needs MAEUL_OIDC_CLIENT_ID, MAEUL_OIDC_CLIENT_SECRET and MAEUL_PUBLIC_URL beside it");
    }
    URI address = webAddress("MAEUL_OIDC_ISSUER");
    boolean isOfThisMachine =
        address != null && List.of("localhost", "127.0.0.1").contains(address.getHost());
    if (address != null && !"https".equals(address.getScheme()) && !isOfThisMachine) {
      wrong("MAEUL_OIDC_ISSUER", "https 주소여야 합니다.", "must be an https address");
    }
    // As it was written: a slash at the end is part of an issuer's name.
    URI name = address == null ? null : URI.create(issuer);
    return new Settings.OpenId(name, id, secret, text("MAEUL_OIDC_CLAIM", "email"));
  }

  List<AddressRange> addresses(String name) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : text(name, "").split(",")) {
      if (!text.isBlank()) {
        AddressRange.of(text.strip())
            .ifPresentOrElse(
                ranges::add,
                () ->
                    wrong(
                        name,
                        "127.0.0.1이나 10.0.0.0/8 같은 주소를 쉼표로 나누어 적어야 합니다" + given(text.strip()),
                        "must be addresses such as 127.0.0.1 or 10.0.0.0/8, by comma; not \""
                            + text.strip()
                            + "\""));
      }
    }
    return List.copyOf(ranges);
  }

  Settings.Database database() {
    String url = text("MAEUL_DB_URL", "");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
      wrong(
          "MAEUL_DB_URL",
          "jdbc:postgresql: 로 시작해야 합니다 (내장 데이터베이스를 쓰려면 비워 두세요).",
          "must begin with jdbc:postgresql: (or be left out for the embedded database)");
    }
    for (String name : List.of("MAEUL_DB_USER", "MAEUL_DB_PASSWORD")) {
      if (url.isEmpty() && text(name, null) != null) {
        wrong(
            name,
            "MAEUL_DB_URL 없이는 쓸모가 없습니다. 둘 다 정하거나 둘 다 비워 두세요.",
            "is of no use without MAEUL_DB_URL; set both, or neither");
      }
    }
    return new Settings.Database(
        url.isEmpty() ? null : url,
        text("MAEUL_DB_USER", null),
        env.get("MAEUL_DB_PASSWORD"),
        integer("MAEUL_DB_CONNECTIONS", 10, 2, 200));
  }

  /** All of it or nothing: half a store would lose what is put there. */
  Settings.S3 s3() {
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
    missing.forEach(n -> wrong(n, "사진을 S3에 두려면 정해야 합니다.", "is needed where photos are kept in S3"));
    return new Settings.S3(
        endpoint,
        text("MAEUL_MEDIA_S3_BUCKET", ""),
        text("MAEUL_MEDIA_S3_REGION", "us-east-1"),
        text("MAEUL_MEDIA_S3_ACCESS_KEY", ""),
        text("MAEUL_MEDIA_S3_SECRET_KEY", ""));
  }

  /** What may be told to whoever sets up the same service again. */
  Map<String, String> given() {
    Map<String, String> given = new TreeMap<>(env);
    given.keySet().retainAll(NAMES);
    given.keySet().removeIf(n -> n.contains("SECRET") || n.contains("PASSWORD"));
    given.keySet().remove("MAEUL_MEDIA_S3_ACCESS_KEY");
    given.keySet().remove("MAEUL_DB_URL"); // which may hold a password
    return Map.copyOf(given);
  }

  /** A misspelt name would be silently ignored otherwise. */
  void refuseUnknown() {
    for (String name : env.keySet()) {
      if (name.startsWith("MAEUL_") && !name.startsWith("MAEUL_TEST_") && !NAMES.contains(name)) {
        String all = String.join(", ", NAMES);
        wrong(name, "없는 설정입니다. 있는 것: " + all, "is not a setting. There are: " + all);
      }
    }
  }
}
