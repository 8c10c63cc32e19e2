package kr.maeul.houses.ledger.timeline;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/** Values of a layer in words. Stateless. */
final class ValueWords {
  private static final Text YES = new Text("예", "yes");
  private static final Text NO = new Text("아니요", "no");
  private static final Text NOTHING = new Text("없음", "nothing");

  private ValueWords() {}

  /** A value as its layer says it. */
  static Text of(Property property, Object value) {
    if (value == null) {
      return NOTHING;
    }
    if (value instanceof List<?> list) {
      return new Text(
          list.stream().map(v -> of(property, v).ko()).collect(Collectors.joining(", ")),
          list.stream().map(v -> of(property, v).en()).collect(Collectors.joining(", ")));
    }
    if (value instanceof Boolean yes) {
      return yes ? YES : NO;
    }
    return property.choice(value.toString()).map(Choice::title).orElse(same(value.toString()));
  }

  /** What it is, and what of it. */
  static Text labelled(Property property, Text value) {
    return both(property.title(), ": ", value);
  }

  static Text both(Text one, String between, Text other) {
    return new Text(one.ko() + between + other.ko(), one.en() + between + other.en());
  }

  static Text same(String text) {
    return new Text(text, text);
  }

  /** What the property of that role says, its English text as the English of it. */
  static Text byRole(View view, Map<Property, Object> values, PropertyRole role) {
    Property property = view.byRole(role).orElse(null);
    if (property == null || values.get(property) == null) {
      return Text.EMPTY;
    }
    Text own = of(property, values.get(property));
    Object english = view.translationOf(property).map(values::get).orElse(null);
    return english == null ? own : new Text(own.in(Lang.KO), english.toString());
  }
}
