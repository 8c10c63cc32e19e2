package kr.maeul.houses.finder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;
import kr.maeul.layer.text.UnitNames;

/** Says facts in words, as a council reads them. Stateless. */
final class FactWords {
  private static final Text YES = new Text("예", "yes");
  private static final Text NO = new Text("아니요", "no");
  private static final double KILOMETRE = 1_000;

  private FactWords() {}

  /**
   * The fact in words, such as 정류장 180m.
   *
   * @param end how what was recorded has ended, or null where it holds
   * @return null where it is not known
   */
  static Text say(Criterion criterion, double fact, Ends.End end) {
    if (end != null && criterion.fact() instanceof Fact.OfProperty p) {
      return titled(p.property(), end.words());
    }
    if (Double.isNaN(fact)) {
      return null;
    }
    Text thing = criterion.thing();
    if (criterion.fact() instanceof Fact.OfProperty p) {
      return titled(p.property(), value(p.property(), fact));
    }
    if (criterion.fact() instanceof Fact.Nearest) {
      return new Text(thing.ko() + " " + distance(fact), thing.en() + " " + distance(fact));
    }
    if (criterion.fact() instanceof Fact.CountWithin count) {
      String metres = distance(count.radiusMetres());
      return new Text(
          thing.ko() + " " + metres + " 안 " + (long) fact + "곳",
          thing.en() + " within " + metres + ": " + (long) fact);
    }
    return fact == 0
        ? new Text(thing.ko() + " 밖", "outside " + thing.en())
        : new Text(thing.ko() + " 안", "inside " + thing.en());
  }

  private static Text titled(Property property, Text value) {
    Text title = property.title();
    return new Text(title.ko() + ": " + value.ko(), title.en() + ": " + value.en());
  }

  /** The fact as a value: number, text, yes or no; null where it is not known. */
  static Object value(Fact fact, double number) {
    if (Double.isNaN(number)) {
      return null;
    }
    if (fact instanceof Fact.OfProperty p) {
      Property property = p.property();
      if (!property.choices().isEmpty()) {
        return property.choices().get((int) number).value();
      }
      return property.type() == PropertyType.BOOLEAN
          ? (Object) (number != 0)
          : property.type() == PropertyType.INTEGER ? (Object) (long) number : (Object) number;
    }
    return fact instanceof Fact.Nearest
        ? (Object) (Math.round(number * 10) / 10.0)
        : fact instanceof Fact.CountWithin ? (Object) (long) number : (Object) (number != 0);
  }

  private static Text value(Property property, double number) {
    if (!property.choices().isEmpty()) {
      return property.choices().get((int) number).title();
    }
    if (property.type() == PropertyType.BOOLEAN) {
      return number == 0 ? NO : YES;
    }
    String amount = amount(number, property.unit() != null);
    if (property.unit() == null) {
      return new Text(amount, amount);
    }
    Text unit = UnitNames.written(property.unit());
    return new Text(amount + unit.ko(), amount + unit.en());
  }

  /** Only amounts of something are grouped: a year is not 2,018. */
  private static String amount(double number, boolean isGrouped) {
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    int digits = Math.max(0, rounded.scale());
    return String.format(Locale.ROOT, (isGrouped ? "%,." : "%.") + digits + "f", rounded);
  }

  private static String distance(double metres) {
    return metres < KILOMETRE - 0.5
        ? Math.round(metres) + " m"
        : String.format(Locale.ROOT, "%.1f km", metres / KILOMETRE);
  }
}
