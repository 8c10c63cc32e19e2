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
import kr.maeul.layer.text.Text;

/** Reads settings one by one and gathers all that is wrong with them. For one thread. */
final class SettingsReader {
  private static final int KEY_BYTES = 32;

  private final Map<String, String> env;
  final List<Text> problems = new ArrayList<>();

  SettingsReader(Map<String, String> env) {
    this.env = env;
  }

  private void wrong(Setting setting, String ko, String en) {
    wrong(setting.key(), ko, en);
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

  /** What is set, or what holds otherwise, or an empty text. */
  String text(Setting setting) {
    String value = orNull(setting);
    String otherwise = setting.otherwise() == null ? "" : setting.otherwise();
    return value == null ? otherwise : value;
  }

  private String orNull(Setting setting) {
    String value = env.get(setting.key());
    return value == null ? null : value.strip();
  }

  private boolean isEmpty(Setting setting) {
    return text(setting).isEmpty();
  }

  /** What is set, or what holds otherwise, also where it is set to nothing. */
  private String filled(Setting setting) {
    return isEmpty(setting) && setting.otherwise() != null ? setting.otherwise() : text(setting);
  }

  int integer(Setting setting) {
    return integer(setting, setting.otherwise());
  }

  private int integer(Setting setting, String otherwise) {
    String value = isEmpty(setting) ? otherwise : text(setting);
    int min = setting.min();
    int max = setting.max();
    try {
      int n = Integer.parseInt(value);
      if (n >= min && n <= max) {
        return n;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    wrong(
        setting,
        min + "부터 " + max + "까지의 정수여야 합니다" + given(value),
        "must be a whole number from " + min + " to " + max + not(value));
    return min;
  }

  boolean yesOrNo(Setting setting) {
    String value = filled(setting);
    return switch (value) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> {
        wrong(setting, "true나 false여야 합니다" + given(value), "must be true or false" + not(value));
        yield false;
      }
    };
  }

  /** One of an enum's words, in lower case. */
  <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
    String value = filled(setting);
    List<String> words = new ArrayList<>();
    for (E one : type.getEnumConstants()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      if (word.equals(value)) {
        return one;
      }
      words.add(word);
    }
    String all = String.join(", ", words);
    wrong(setting, "다음 가운데 하나여야 합니다: " + all + given(value), "must be one of " + all + not(value));
    return type.getEnumConstants()[0];
  }

  Path path(Setting setting, boolean mustExist) {
    String value = filled(setting);
    if (value.isEmpty()) {
      return null;
    }
    try {
      Path path = Path.of(value);
      if (mustExist && !Files.isDirectory(path)) {
        wrong(setting, "폴더가 아닙니다" + given(value), "is not a folder: \"" + value + "\"");
      } else if (!mustExist && Files.exists(path) && !Files.isDirectory(path)) {
        wrong(
            setting, "폴더가 아니라 파일입니다" + given(value), "is a file, not a folder: \"" + value + "\"");
      }
      return path;
    } catch (InvalidPathException e) {
      wrong(setting, "경로가 아닙니다" + given(value), "is not a path: \"" + value + "\"");
      return null;
    }
  }

  URI webAddress(Setting setting) {
    String value = text(setting);
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
      // reported below
    }
    wrong(
        setting,
        "http나 https 주소여야 합니다" + given(value),
        "must be an http or https address" + not(value));
    return null;
  }

  String tileTemplate(Setting setting) {
    String value = text(setting);
    boolean isTemplate = value.contains("{z}") && value.contains("{x}") && value.contains("{y}");
    boolean isAddress =
        value.startsWith("http://") || value.startsWith("https://") || value.startsWith("/");
    boolean isSafe =
        value.chars().noneMatch(c -> c <= ' ' || c == ';' || c == ',' || c == '"' || c == '\'');
    if (!value.isEmpty() && !(isTemplate && isAddress && isSafe)) {
      wrong(
          setting,
          "{z}, {x}, {y}가 든 주소여야 합니다. 배경 지도가 없으면 비워 두세요" + given(value),
          "must be an address with {z}, {x} and {y}, or empty for no base map; not \""
              + value
              + "\"");
    }
    return value;
  }

  Settings.Review review() {
    return new Settings.Review(
        key(Setting.SECRET_KEY),
        text(Setting.CENTRE_NAME),
        text(Setting.CENTRE_PHONE),
        integer(Setting.CONTRIBUTIONS_OPEN),
        integer(Setting.CONTRIBUTIONS_OPEN_PER_ADDRESS),
        integer(Setting.CONTRIBUTIONS_PER_DAY),
        integer(Setting.CONTACT_DAYS),
        mail());
  }

  private Settings.Mail mail() {
    String host = text(Setting.SMTP_HOST);
    boolean isTls = yesOrNo(Setting.SMTP_TLS);
    String from = mailAddress(Setting.SMTP_FROM);
    String digestTo = mailAddress(Setting.DIGEST_TO);
    int port = integer(Setting.SMTP_PORT, isTls ? "465" : "587");
    if (host.isEmpty()) {
      return null;
    }
    if (from == null) {
      wrong(
          Setting.SMTP_FROM,
          "편지를 보내는 이메일 주소를 적어야 합니다.",
          "must be the address that letters come from");
    }
    if (isEmpty(Setting.PUBLIC_URL)) { // or a letter's link leads where its sender says
      wrong(
          Setting.SMTP_HOST,
          "편지에 넣을 링크를 위해 MAEUL_PUBLIC_URL도 정해야 합니다.",
          "needs MAEUL_PUBLIC_URL beside it, for the links in letters");
    }
    String user = orNull(Setting.SMTP_USER);
    return new Settings.Mail(
        host, port, isTls, user, env.get(Setting.SMTP_PASSWORD.key()), from, digestTo);
  }

  private String mailAddress(Setting setting) {
    String value = text(setting);
    if (!value.isEmpty() && !value.matches("[^@\\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,250}")) {
      wrong(setting, "이메일 주소여야 합니다" + given(value), "must be an e-mail address" + not(value));
    }
    return value.isEmpty() ? null : value;
  }

  /** Never repeated to the caller: it is a secret. */
  private String key(Setting setting) {
    String value = text(setting);
    if (value.isEmpty()) {
      return null;
    }
    try {
      if (Base64.getDecoder().decode(value).length == KEY_BYTES) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    wrong(
        setting,
        "무작위 " + KEY_BYTES + "바이트를 Base64로 적은 것이어야 합니다: openssl rand -base64 32",
        "must be " + KEY_BYTES + " random bytes in Base64: openssl rand -base64 32");
    return null;
  }

  Settings.OpenId openId() {
    String issuer = text(Setting.OIDC_ISSUER);
    String id = text(Setting.OIDC_CLIENT_ID);
    String secret = text(Setting.OIDC_CLIENT_SECRET);
    if (issuer.isEmpty()) {
      if (!id.isEmpty() || !secret.isEmpty()) {
        wrong(
            Setting.OIDC_ISSUER,
            "MAEUL_OIDC_CLIENT_ID나 _SECRET을 쓰려면 이것도 정해야 합니다.",
            "is missing beside MAEUL_OIDC_CLIENT_ID and _SECRET");
      }
      return null;
    }
    if (id.isEmpty() || secret.isEmpty() || isEmpty(Setting.PUBLIC_URL)) {
      wrong(
          Setting.OIDC_ISSUER,
          "MAEUL_OIDC_CLIENT_ID, MAEUL_OIDC_CLIENT_SECRET, MAEUL_PUBLIC_URL도 정해야 합니다.",
          "needs MAEUL_OIDC_CLIENT_ID, MAEUL_OIDC_CLIENT_SECRET and MAEUL_PUBLIC_URL beside it");
    }
    URI address = webAddress(Setting.OIDC_ISSUER);
    boolean isOfThisMachine =
        address != null && List.of("localhost", "127.0.0.1").contains(address.getHost());
    if (address != null && !"https".equals(address.getScheme()) && !isOfThisMachine) {
      wrong(Setting.OIDC_ISSUER, "https 주소여야 합니다.", "must be an https address");
    }
    // As it was written: a slash at the end is part of an issuer's name.
    URI name = address == null ? null : URI.create(issuer);
    return new Settings.OpenId(name, id, secret, text(Setting.OIDC_CLAIM));
  }

  List<AddressRange> addresses(Setting setting) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : text(setting).split(",")) {
      if (!text.isBlank()) {
        AddressRange.of(text.strip())
            .ifPresentOrElse(
                ranges::add,
                () ->
                    wrong(
                        setting,
                        "127.0.0.1이나 10.0.0.0/8 같은 주소를 쉼표로 나누어 적어야 합니다" + given(text.strip()),
                        "must be addresses such as 127.0.0.1 or 10.0.0.0/8, by comma; not \""
                            + text.strip()
                            + "\""));
      }
    }
    return List.copyOf(ranges);
  }

  Settings.Database database() {
    String url = text(Setting.DB_URL);
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
      wrong(
          Setting.DB_URL,
          "jdbc:postgresql: 로 시작해야 합니다 (내장 데이터베이스를 쓰려면 비워 두세요).",
          "must begin with jdbc:postgresql: (or be left out for the embedded database)");
    }
    for (Setting setting : List.of(Setting.DB_USER, Setting.DB_PASSWORD)) {
      if (url.isEmpty() && orNull(setting) != null) {
        wrong(
            setting,
            "MAEUL_DB_URL 없이는 쓸모가 없습니다. 둘 다 정하거나 둘 다 비워 두세요.",
            "is of no use without MAEUL_DB_URL; set both, or neither");
      }
    }
    return new Settings.Database(
        url.isEmpty() ? null : url,
        orNull(Setting.DB_USER),
        env.get(Setting.DB_PASSWORD.key()),
        integer(Setting.DB_CONNECTIONS));
  }

  /** All of it or nothing: half a store would lose what is put there. */
  Settings.S3 s3() {
    URI endpoint = webAddress(Setting.MEDIA_S3_ENDPOINT);
    List<Setting> needed =
        List.of(
            Setting.MEDIA_S3_ENDPOINT,
            Setting.MEDIA_S3_BUCKET,
            Setting.MEDIA_S3_ACCESS_KEY,
            Setting.MEDIA_S3_SECRET_KEY);
    List<Setting> missing = needed.stream().filter(this::isEmpty).toList();
    if (missing.size() == needed.size()) {
      return null;
    }
    missing.forEach(n -> wrong(n, "사진을 S3에 두려면 정해야 합니다.", "is needed where photos are kept in S3"));
    return new Settings.S3(
        endpoint,
        text(Setting.MEDIA_S3_BUCKET),
        text(Setting.MEDIA_S3_REGION),
        text(Setting.MEDIA_S3_ACCESS_KEY),
        text(Setting.MEDIA_S3_SECRET_KEY));
  }

  /** What may be shown to anyone who sets up the same service again. */
  Map<String, String> given() {
    Map<String, String> given = new TreeMap<>(env);
    given.keySet().retainAll(Setting.keys());
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        given.remove(setting.key());
      }
    }
    return Map.copyOf(given);
  }

  /** A misspelt name would be silently ignored otherwise. */
  void refuseUnknown() {
    List<String> names = Setting.keys();
    for (String name : env.keySet()) {
      if (name.startsWith("MAEUL_") && !name.startsWith("MAEUL_TEST_") && !names.contains(name)) {
        String all = String.join(", ", names);
        wrong(name, "없는 설정입니다. 있는 것: " + all, "is not a setting. There are: " + all);
      }
    }
  }
}
