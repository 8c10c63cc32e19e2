package kr.maeul.web.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.BadRequestException;

/**
 * Reads a query string strictly: what is not UTF-8 in percent-encoding, and a parameter given
 * twice, is refused rather than guessed at.
 */
final class QueryString {
  private static final int MAX_PARAMETERS = 100;

  private QueryString() {}

  /**
   * The parameters in the order in which they were given.
   *
   * @param raw the query string as it came, or null
   * @throws BadRequestException if it cannot be read
   */
  static Map<String, String> parse(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    List<BadRequestException.Fault> faults = new ArrayList<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    for (String pair : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        faults.add(
            new BadRequestException.Fault(
                name,
                new Text(
                    "매개변수 \"" + name + "\"가 두 번 나옵니다. 여러 값은 쉼표로 나누어 한 번에 적으세요.",
                    "the parameter \""
                        + name
                        + "\" stands twice; give several values once, separated by commas")));
      }
      if (parameters.size() > MAX_PARAMETERS) {
        throw new BadRequestException(
            null, new Text("매개변수가 너무 많습니다.", "more than " + MAX_PARAMETERS + " parameters"));
      }
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static String decode(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0) {
          throw malformed();
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else if (c == '+') {
        bytes.put((byte) ' ');
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw malformed();
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static BadRequestException malformed() {
    return new BadRequestException(
        null,
        new Text(
            "주소의 퍼센트 인코딩이 잘못되었습니다 (UTF-8이어야 합니다).",
            "the percent-encoding of the query cannot be read (it must be UTF-8)"));
  }
}
