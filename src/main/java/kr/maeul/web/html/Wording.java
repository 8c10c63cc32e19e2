package kr.maeul.web.html;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.layer.text.UnitNames;

/** How values read in one language: enumeration titles, dates, units. Immutable. */
public final class Wording {
  private static final double SQUARE_METRES_PER_PYEONG = 3.3058;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy.MM.dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm");

  private final Lang lang;

  public Wording(Lang lang) {
    this.lang = lang;
  }

  public String say(String ko, String en) {
    return lang == Lang.EN ? en : ko;
  }

  public String say(Text text) {
    return text.in(lang);
  }

  /** What the feature is called. */
  public String title(Item item) {
    return Naming.of(item.view()).name(item.values()).in(lang);
  }

  /** What the property with that role says, in this language where the layer has it. */
  public Optional<String> byRole(Item item, PropertyRole role) {
    return item.view().byRole(role).flatMap(p -> text(item, p));
  }

  /** A property's value as text; the English text where there is one and English is wanted. */
  public Optional<String> text(Item item, Property property) {
    Object own = item.values().get(property);
    Object translated =
        lang == Lang.EN
            ? item.view().translationOf(property).map(item.values()::get).orElse(null)
            : null;
    return Optional.ofNullable(translated == null ? own : translated).map(v -> text(property, v));
  }

  private String text(Property property, Object value) {
    if (value instanceof Boolean b) {
      return b ? say("예", "Yes") : say("아니요", "No");
    } else if (value instanceof LocalDate day) {
      return DAY.format(day);
    } else if (value instanceof OffsetDateTime time) {
      return MINUTE.format(time.atZoneSameInstant(TownZone.ID));
    } else if (value instanceof Number number) {
      return number(property, number);
    } else if (value instanceof List<?> list) {
      return list.stream()
          .map(v -> chosen(property, String.valueOf(v)))
          .collect(Collectors.joining(", "));
    }
    return chosen(property, String.valueOf(value));
  }

  private String chosen(Property property, String value) {
    return property.choice(value).map(c -> c.title().in(lang)).orElse(value);
  }

  /** The unit of the property's numbers as it is written behind them; empty where it has none. */
  public String unit(Property property) {
    if (property.unit() == null) {
      return "";
    }
    return UnitNames.written(property.unit()).in(lang).strip();
  }

  /** Only amounts of something are grouped: a year is not 2,018. */
  private String number(Property property, Number number) {
    if (property.unit() == null) {
      return number instanceof Double d ? plain(d, "%.4f") : number.toString();
    }
    String amount =
        number instanceof Double d
            ? plain(d, "%,.2f")
            : String.format(Locale.ROOT, "%,d", number.longValue());
    String text = amount + UnitNames.written(property.unit()).in(lang);
    if (property.unit().equals("m2")) {
      String pyeong =
          String.format(Locale.ROOT, "%,.1f", number.doubleValue() / SQUARE_METRES_PER_PYEONG);
      text += " (" + pyeong + say("평", " pyeong") + ")";
    }
    return text;
  }

  private static String plain(double number, String format) {
    String text = String.format(Locale.ROOT, format, number);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
