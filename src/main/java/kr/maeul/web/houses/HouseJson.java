package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.NotFoundException;

/** What all answers about houses have in common. Stateless. */
final class HouseJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HouseJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Sends what is for this caller alone. */
  static void send(Exchange e, ObjectNode answer) throws IOException {
    e.keepPrivate();
    e.sendUncached(answer);
  }

  /** What the caller sees of the houses. */
  static View houses(LayerCatalog layers, Exchange e) {
    return HouseField.houses(layers, e.audience())
        .orElseThrow(
            () ->
                new NotFoundException(
                    new Text("빈집 레이어가 없습니다.", "there is no layer of vacant houses")));
  }

  /** A value of an enumeration, with the look that the layer file gives it. */
  static ObjectNode choice(Choice choice, Exchange e) {
    return look(object().put("value", choice.value()).put("title", e.say(choice.title())), choice);
  }

  static ObjectNode look(ObjectNode node, Choice choice) {
    if (choice != null) {
      node.put("colour", choice.colour()).put("shape", choice.shape());
    }
    return node;
  }
}
