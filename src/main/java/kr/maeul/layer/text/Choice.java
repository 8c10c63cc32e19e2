package kr.maeul.layer.text;

/**
 * One value of an enumeration.
 *
 * @param value what is stored
 * @param title what people read
 * @param colour {@code #rrggbb} or null
 * @param shape one of the layer symbols, or null; colour alone never carries meaning
 * @param isProvisional whether it stands for what is to be looked into yet and may turn out another
 */
public record Choice(
    String value, Text title, String colour, String shape, boolean isProvisional) {}
