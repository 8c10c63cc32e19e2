package kr.maeul.feature.cql.parse;

import kr.maeul.layer.text.Text;

/** Where something stands in a filter. */
public sealed interface CqlPlace {
  /** Nowhere in particular. */
  CqlPlace WHOLE = new Pointer("");

  /**
   * A place in CQL2 text.
   *
   * @param number of the character, counted in code points from 1
   */
  record Character(int number) implements CqlPlace {}

  /**
   * A place in CQL2 JSON.
   *
   * @param value a JSON pointer, empty for the whole filter
   */
  record Pointer(String value) implements CqlPlace {
    Pointer child(String name) {
      return new Pointer(value + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    Pointer child(int index) {
      return new Pointer(value + "/" + index);
    }
  }

  /** Where, in words; empty for {@link #WHOLE}. */
  default Text text() {
    if (this instanceof Character c) {
      return new Text(c.number() + "번째 글자", "character " + c.number());
    }
    String pointer = ((Pointer) this).value();
    return new Text(pointer, pointer);
  }
}
