package kr.maeul.feature.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import kr.maeul.parts.Seed;
import org.eclipse.jetty.util.URIUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a browser may read as a scheme or as another host is no address of our own. */
class WebAddressTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String[] START = {
    "", "/town", "//map.example.org", "https://map.example.org:8443", "HTTP://[::1]", "https:"
  };
  private static final String[] PARTS = {
    "/", "/", "//", "media", "media", ID, ID, "..", "/../", "/./", "x", "%2e%2e", "%2F", "%6dedia",
    "\\", ";v=1", "full"
  };

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
        "/media//ID/full",
        "/./media/.%2e/media/x/%2E./ID",
        "/media\\ID\\full",
        "/media%5cID%2ffull",
        "https:\\\\map.example.org\\media/ID",
        "https:/media/ID/full",
        "/media/a%2Fb/../ID",
        "/media/x//../ID",
        "/media;v=1/ID;v=1/full",
        "/media/x/..;/ID/full",
        "/a:b/media/ID",
        "//map.example.org:8443/media/ID",
        "/me\u200Bdia/ID"
      })
  void namesAnUpload(String text) {
    assertThat(WebAddress.upload(text.replace("ID", ID))).as(text).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/covers/house.svg",
        "/media/a.jpg",
        "https://example.org/a?b=/media/0123456789abcdef0123456789abcdef",
        "/media/0123456789abcdef0123456789abcdef0",
        "/media/x/0123456789abcdef0123456789abcdef",
        "/media/../0123456789abcdef0123456789abcdef",
        "/covers/a.svg#/media/0123456789abcdef0123456789abcdef",
        "ftp://example.org/media/0123456789abcdef0123456789abcdef",
        "/%"
      })
  void namesNoUpload(String text) {
    assertThat(WebAddress.upload(text)).as(text).isEmpty();
  }

  /**
   * An address of an upload, spelt at random: whatever Java's own reading of addresses or the
   * server's finds to be that path, names the upload.
   */
  @Test
  void namesAnUploadHoweverItIsSpelt() {
    long seed = Seed.of("addresses").value();
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 2_000; round++) {
      String path = spelt(random, "/media/" + ID + "/full");
      String query = random.nextInt(4) == 0 ? "?v=/covers/a.svg" : "";
      String text = START[random.nextInt(START.length)] + path + query;
      assertThat(WebAddress.upload(text)).as("seed %d: %s", seed, text).contains(ID);
      read += byTheServer(path).startsWith("/media/" + ID) ? 1 : 0;
    }
    assertThat(read).as("seed %d: read so by the server", seed).isGreaterThan(500);
  }

  /** Random paths of parts that could be one: what the server reads as an upload is named so. */
  @Test
  void whatTheServerReadsAsAnUploadIsOne() {
    long seed = Seed.of("addresses").value();
    Random random = new Random(seed);
    int uploads = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder path = new StringBuilder("/");
      int parts = 2 + random.nextInt(7);
      for (int i = 0; i < parts; i++) {
        path.append(PARTS[random.nextInt(PARTS.length)]);
      }
      if (byTheServer(path.toString()).matches("/media/+" + ID + "(/.*)?")) {
        uploads++;
        assertThat(WebAddress.upload(path.toString())).as("seed %d: %s", seed, path).contains(ID);
      }
    }
    assertThat(uploads).as("seed %d", seed).isPositive();
  }

  private static String byTheServer(String path) {
    String decoded = URIUtil.decodePath(path.split("[?#]", 2)[0].replace('\\', '/'));
    String canonical = decoded == null ? null : URIUtil.canonicalPath(decoded);
    return canonical == null ? "" : URIUtil.compactPath(canonical);
  }

  private static String spelt(Random random, String path) {
    StringBuilder spelt = new StringBuilder();
    for (char c : path.toCharArray()) {
      int way = random.nextInt(12);
      if (c != '/') {
        String letter = random.nextBoolean() ? "" + c : ("" + c).toUpperCase(Locale.ROOT);
        spelt.append(way == 0 ? "%%%02x".formatted((int) c) : way == 1 ? letter : "" + c);
        continue;
      }
      spelt.append(
          switch (way) {
            case 0 -> "//";
            case 1 -> "/./";
            case 2 -> "\\";
            case 3 -> "/x/../";
            case 4 -> "/%2e/";
            case 5 -> "/a%2Fb/../";
            case 6 -> ";v=1/";
            default -> "/";
          });
    }
    return spelt.toString();
  }
}
