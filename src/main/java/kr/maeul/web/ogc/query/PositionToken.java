package kr.maeul.web.ogc.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.web.contract.InvalidParameterException;

/**
 * Where a page ended, as it travels in {@code after}: opaque to callers, and checked when it comes
 * back, because anyone can make one up. It fits one order only. Safe for use by several threads.
 */
public final class PositionToken {
  private final ObjectMapper mapper = new ObjectMapper();

  public String write(Position position, List<SortKey> sort) {
    ArrayNode node = mapper.createArrayNode().add(nameOf(sort)).add(position.id());
    position.sortValues().forEach(v -> node.add(v == null ? null : PropertyValues.format(v)));
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mapper.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Position read(String token, List<SortKey> sort) throws InvalidParameterException {
    JsonNode node = decode(token);
    boolean isWhole = node != null && node.isArray() && node.size() == sort.size() + 2;
    if (!isWhole || !node.get(0).asText().equals(nameOf(sort)) || !node.get(1).isTextual()) {
      throw malformed();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      JsonNode value = node.get(i + 2);
      values.add(value.isNull() ? null : value(sort.get(i), value));
    }
    return new Position(values, node.get(1).asText());
  }

  private static Object value(SortKey key, JsonNode value) throws InvalidParameterException {
    if (!value.isTextual() || value.asText().indexOf('\0') >= 0) {
      throw malformed();
    }
    Property property = key.property();
    if (property == null || property.type() == PropertyType.STRING) {
      return value.asText();
    }
    return PropertyValues.parse(property, value.asText());
  }

  private JsonNode decode(String token) {
    try {
      return mapper.readTree(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException | IOException e) {
      return null;
    }
  }

  private static String nameOf(List<SortKey> sort) {
    StringBuilder name = new StringBuilder();
    for (SortKey key : sort) {
      name.append(key.descending() ? '-' : '+')
          .append(key.property() == null ? "" : key.property().name());
    }
    return name.toString();
  }

  private static InvalidParameterException malformed() {
    return new InvalidParameterException(
        "이어 볼 자리를 읽을 수 없습니다. 앞 답의 next 링크를 그대로 쓰세요.",
        "this position cannot be read; follow the next link of the page before as it is");
  }
}
