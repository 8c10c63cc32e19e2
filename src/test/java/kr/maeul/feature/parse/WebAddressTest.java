package kr.maeul.feature.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a browser may read as a scheme or as another host is no address of our own. */
class WebAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "javascript&#58alert(1)",
        "javascript&#0000058;alert(1)",
        "javascript&#x3a;alert(1)",
        "javascript&#X003A;alert(1)",
        "javascript&amp;colon;alert(1)",
        "javascript&amp;amp;#58;alert(1)",
        "java\tscript:alert(1)",
        "java\nscript\r:alert(1)",
        "java&Tab;script&NewLine;:alert(1)",
        "java&#9;script:alert(1)",
        "java\u0000script:alert(1)",
        " javascript:alert(1)",
        "\u0001\u001fjavascript:alert(1)",
        "\u00a0javascript :alert(1)",
        "java\u200bscript:alert(1)",
        "&#106;avascript:alert(1)",
        "/\t/example.org",
        "&sol;&sol;example.org",
        "\\\\example.org",
        "/&bsol;example.org",
        "1a+:x",
        "한글:주소"
      })
  void isNone(String text) {
    assertThat(WebAddress.mayBeLinked(text)).as(text).isFalse();
    assertThat(WebAddress.is(text)).as(text).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/a.jpg",
        "covers/pond.svg",
        "../a:b",
        "/a:b",
        "?q=a:b",
        "#a:b",
        "a?b=c&colon=d:e",
        "covers/a&b.svg",
        "https://example.org/a?b=c:d&e=%3A#f",
        "HTTP://example.org:80/a//b"
      })
  void mayBeLinked(String text) {
    assertThat(WebAddress.mayBeLinked(text)).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/ID/full",
        "media/ID",
        "/town/media/ID?x=1",
        "//map.example.org/media/ID/screen",
        "https://map.example.org:8443/media/ID/screen",
        "HTTP://map.example.org/town/Media/ID",
        "/%6dedia/ID",
        "/media%2FID/full",
        "/me\u200Bdia/ID"
      })
  void namesAnUpload(String text) {
    String id = "0123456789abcdef0123456789abcdef";
    assertThat(WebAddress.upload(text.replace("ID", id))).as(text).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/covers/house.svg",
        "/media/a.jpg",
        "https://example.org/a?b=/media/0123456789abcdef0123456789abcdef",
        "/media/0123456789abcdef0123456789abcdef0",
        "/%"
      })
  void namesNoUpload(String text) {
    assertThat(WebAddress.upload(text)).as(text).isEmpty();
  }
}
