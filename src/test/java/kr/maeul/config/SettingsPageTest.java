package kr.maeul.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages of settings say what the program does. {@code mvn test -Dtest=SettingsPageTest
 * -Dmaeul.docs=write} writes them.
 */
class SettingsPageTest {
  private static final Text HEAD =
      new Text(
          """
          # 설정

          *[English](settings.md)*

          환경 변수로 정합니다. `serve --help`에 나오는 것은 명령의 옵션으로도 줄 수 있으며 옵션이 우선합니다. 값이 틀리거나 이름을 잘못 쓰면
          시작하지 않고, 틀린 곳을 한꺼번에 알려 드립니다. 비밀번호와 열쇠는 로그에 남지 않습니다.

          이 문서는 프로그램(`kr.maeul.config.Setting`)에서 만듭니다. 손으로 고치지 마십시오.
          """,
          """
          # Settings

          *[한국어](settings.ko.md)*

          Settings come from the environment. `serve --help` names those that can also be options, which win. A wrong value or a
          misspelt name stops the start, with all mistakes listed at once. Passwords and keys are never logged.

          This page is written from the program (`kr.maeul.config.Setting`); do not edit it by hand.
          """);
  private static final Text COLUMNS =
      new Text("| 설정 | 기본값 | 뜻 |\n", "| setting | default | meaning |\n");
  private static final Text FOOT =
      new Text(
          """

          OpenStreetMap 타일은 가볍게 쓸 때만 알맞습니다. 이용이 많다면 자체 타일이나 VWorld를 쓰십시오. VWorld의 무료 키는 등록한 주소에서만
          쓸 수 있습니다: `https://api.vworld.kr/req/wmts/1.0.0/<키>/Base/{z}/{y}/{x}.png`. 배경지도가 없어도 화면은 쓸 수 있습니다.
          """,
          """

          OpenStreetMap's tiles are for light use. For a busy map take your own tiles or VWorld's, whose free key belongs to one
          address: `https://api.vworld.kr/req/wmts/1.0.0/<key>/Base/{z}/{y}/{x}.png`. Without any base map the page stays useful.
          """);

  @ParameterizedTest
  @EnumSource
  void thePageSaysWhatTheProgramDoes(Lang lang) throws IOException {
    Path page = Path.of(lang == Lang.KO ? "docs/settings.ko.md" : "docs/settings.md");
    if ("write".equals(System.getProperty("maeul.docs"))) {
      Files.writeString(page, page(lang));
    }
    assertThat(page)
        .as("mvn test -Dtest=SettingsPageTest -Dmaeul.docs=write writes it")
        .hasContent(page(lang));
  }

  /** A setting on the page that nothing asks for would be a promise without a program. */
  @Test
  void everySettingIsReadAndNoOther() {
    Set<Object> read = new HashSet<>();
    Map<String, String> env =
        new HashMap<>(
            Map.of(
                "MAEUL_PUBLIC_URL", "https://map.example.kr",
                "MAEUL_OIDC_ISSUER", "https://people.example.kr",
                "MAEUL_OIDC_CLIENT_ID", "map",
                "MAEUL_OIDC_CLIENT_SECRET", "secret",
                "MAEUL_SMTP_HOST", "mail.example.kr",
                "MAEUL_SMTP_FROM", "map@example.kr",
                "MAEUL_MEDIA_S3_ENDPOINT", "https://s3.example.kr",
                "MAEUL_MEDIA_S3_BUCKET", "photos",
                "MAEUL_MEDIA_S3_ACCESS_KEY", "key",
                "MAEUL_MEDIA_S3_SECRET_KEY", "secret")) {
          @Override
          public String get(Object key) {
            read.add(key);
            return super.get(key);
          }
        };
    Settings settings = Settings.of(env);
    assertThat(read).containsExactlyInAnyOrderElementsOf(Setting.keys());
    assertThat(settings.given())
        .containsOnlyKeys(
            "MAEUL_PUBLIC_URL",
            "MAEUL_OIDC_ISSUER",
            "MAEUL_OIDC_CLIENT_ID",
            "MAEUL_SMTP_HOST",
            "MAEUL_SMTP_FROM",
            "MAEUL_MEDIA_S3_ENDPOINT",
            "MAEUL_MEDIA_S3_BUCKET");
  }

  @ParameterizedTest
  @EnumSource
  void aNumberIsRefusedOutsideOfItsRangeAlone(Setting setting) {
    if (setting.isNumber()) {
      for (int n : new int[] {setting.min(), setting.max()}) {
        Settings.of(Map.of(setting.key(), String.valueOf(n)));
      }
      for (int n : new int[] {setting.min() - 1, setting.max() + 1}) {
        assertThat(refused(setting, String.valueOf(n))).contains(setting.key());
      }
    }
  }

  /** Also what the papers say of settings in passing. */
  @Test
  void noPaperNamesASettingThatIsNotThere() throws IOException {
    Pattern name = Pattern.compile("\\bMAEUL_(?!TEST_)[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_])");
    Set<String> named = new TreeSet<>();
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      Stream<Path> others =
          Stream.of("README.md", "README.ko.md", "Dockerfile", "docker-compose.yml").map(Path::of);
      for (Path paper : Stream.concat(docs.filter(Files::isRegularFile), others).toList()) {
        if (!paper.toString().endsWith(".png")) {
          name.matcher(Files.readString(paper))
              .results()
              .map(MatchResult::group)
              .forEach(named::add);
        }
      }
    }
    named.removeAll(Setting.keys());
    assertThat(named).isEmpty();
  }

  private static String refused(Setting setting, String value) {
    try {
      Settings.of(Map.of(setting.key(), value));
      return "";
    } catch (Settings.SettingsException e) {
      return e.getMessage();
    }
  }

  private static String page(Lang lang) {
    return Stream.of(Setting.Group.values())
        .map(g -> table(g, lang))
        .collect(Collectors.joining("", HEAD.in(lang), FOOT.in(lang)));
  }

  private static String table(Setting.Group group, Lang lang) {
    return Stream.of(Setting.values())
        .filter(s -> s.group() == group)
        .map(s -> row(s, lang))
        .collect(
            Collectors.joining(
                "",
                "\n## " + group.title().in(lang) + "\n\n" + COLUMNS.in(lang) + "|---|---|---|\n",
                ""));
  }

  private static String row(Setting setting, Lang lang) {
    String meaning = setting.meaning().in(lang);
    if (setting.isNumber()) {
      meaning +=
          lang == Lang.KO
              ? " (%d~%d)".formatted(setting.min(), setting.max())
              : " (%d to %d)".formatted(setting.min(), setting.max());
    }
    return "| `%s` | %s | %s |\n"
        .formatted(setting.key(), setting.otherwiseShown().in(lang), meaning);
  }
}
