package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Tally;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.Wording;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.NotFoundException;

/**
 * The follow-up board. Cards are moved by {@code PATCH} of the house itself, with the card's tag as
 * {@code If-Match}. Safe for use by several threads.
 */
public final class BoardHandlers {
  private final LayerCatalog layers;
  private final Board board;

  /**
   * @param store as callers see it: what is read is on record
   */
  public BoardHandlers(LayerCatalog layers, FeatureStore store, FeatureArchive archive) {
    this.layers = layers;
    this.board = new Board(store, archive);
  }

  /** {@code GET /api/houses/board}. */
  public void board(Exchange e) throws IOException {
    View view = HouseJson.houses(layers, e);
    Property followUp =
        HouseField.FOLLOW_UP
            .in(view)
            .filter(p -> !p.choices().isEmpty())
            .orElseThrow(
                () ->
                    new NotFoundException(
                        new Text("레이어에 진행 단계가 없습니다.", "the layer has no follow-up")));
    Board.Wanted wanted = BoardQuestion.read(e.query(), followUp);
    ObjectNode answer = HouseJson.object().put("layer", view.layer().id());
    answer.put("property", followUp.name()).put("title", e.say(followUp.title()));
    choices(answer.putObject("choices"), view, e);
    ArrayNode dongs = answer.putArray("dongs");
    for (Tally tally : board.dongs(view)) {
      String dong = tally.value() == null ? "" : tally.value();
      dongs.addObject().put("value", dong).put("count", tally.count());
    }
    long examples = board.examples(view, wanted);
    answer.put("examples", wanted.examples() ? examples : 0);
    answer.put("examplesLeftOut", wanted.examples() ? 0 : examples);
    ArrayNode columns = answer.putArray("columns");
    for (Board.Column column : board.columns(view, followUp, wanted)) {
      column(columns.addObject(), column, wanted, e);
    }
    HouseJson.send(e, answer);
  }

  private static void choices(ObjectNode node, View view, Exchange e) {
    for (HouseField field : List.of(HouseField.GRADE, HouseField.EVIDENCE)) {
      Optional<Property> property = field.in(view);
      property.ifPresent(
          p -> {
            ArrayNode list = node.putArray(p.name());
            p.choices().forEach(c -> list.add(HouseJson.choice(c, e)));
          });
    }
  }

  private static void column(
      ObjectNode node, Board.Column column, Board.Wanted wanted, Exchange e) {
    node.put("key", column.key()).put("title", e.say(column.title()));
    HouseJson.look(node, column.choice()).put("count", column.count());
    long seen = wanted.offset() + column.cards().size();
    if (seen < column.count() && !column.cards().isEmpty()) {
      node.put("next", seen);
    }
    Wording wording = new Wording(e.lang());
    ArrayNode cards = node.putArray("cards");
    for (Board.Card card : column.cards()) {
      card(cards.addObject(), card, wording);
    }
  }

  private static void card(ObjectNode node, Board.Card card, Wording wording) {
    Item item = card.item();
    node.put("id", item.id()).put("title", wording.title(item));
    node.put("tag", EntityTag.ofVersion(item.version()));
    wording.byRole(item, PropertyRole.ADDRESS).ifPresent(text -> node.put("address", text));
    for (HouseField field : List.of(HouseField.DONG, HouseField.GRADE, HouseField.EVIDENCE)) {
      field
          .in(item.view())
          .map(item.values()::get)
          .ifPresent(value -> node.put(field.property(), value.toString()));
    }
    node.put("doNotContact", is(item, HouseField.DO_NOT_CONTACT));
    node.put("example", is(item, HouseField.EXAMPLE));
    node.put("since", card.since() == null ? null : card.since().toString());
  }

  private static boolean is(Item item, HouseField field) {
    return field.in(item.view()).map(item.values()::get).filter(Boolean.TRUE::equals).isPresent();
  }
}
