package kr.maeul.layer;

/**
 * One value of an enumeration.
 *
 * @param value what is stored
 * @param title what people read
 * @param colour {@code #rrggbb} or null
 * @param shape one of the layer symbols, or null; colour alone never carries meaning
 */
public record Choice(String value, Text title, String colour, String shape) {}
