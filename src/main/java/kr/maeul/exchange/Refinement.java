package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.mapping.TidyText;
import kr.maeul.exchange.mapping.ValueReader;
import kr.maeul.exchange.parcel.LotCoding;
import kr.maeul.exchange.parcel.Parcels;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.ImportRules.Derivation;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Text;

/**
 * What a layer file says about rows from elsewhere: tidies texts, reads parcel numbers, and derives
 * values from what was written. A value that the file itself gives is never replaced. For one
 * thread.
 */
final class Refinement {
  private static final int LONGEST_WORD = 200;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Layer layer;
  private final ImportRules rules;
  private final Parcels parcels;
  private final Map<String, JsonNode> defaults = new HashMap<>();
  private final Map<Derivation, Set<String>> words = new HashMap<>();

  Refinement(Layer layer, LotCoding coding) {
    this.layer = layer;
    this.rules = layer.imports();
    this.parcels = rules.parcel() == null ? null : new Parcels(rules.parcel(), coding);
    for (Property p : layer.properties()) {
      JsonNode value = layer.file().path("properties").path(p.name()).path("default");
      if (p.required() && value.isValueNode()) {
        defaults.put(p.name(), value);
      }
    }
    rules.derivations().values().forEach(list -> list.forEach(d -> words.put(d, plain(d.is()))));
  }

  /** Changes the properties of a feature, and says what was done. */
  void refine(ObjectNode properties, RowFindings findings) {
    rules.forms().forEach((name, form) -> tidy(name, form, properties, findings));
    if (parcels != null) {
      parcels.read(properties, findings);
    }
    rules.derivations().forEach((name, list) -> derive(name, list, properties, findings));
    defaults.forEach(
        (name, value) -> {
          if (properties.path(name).isMissingNode() || properties.path(name).isNull()) {
            properties.set(name, value);
            findings.assume(name);
            Property property = layer.property(name).orElseThrow();
            Text meaning =
                property
                    .choice(value.asText())
                    .map(Choice::title)
                    .orElse(new Text(value.asText(), value.asText()));
            findings.note(
                name,
                RowNote.Kind.CHECK,
                "적혀 있지 않아 새로 넣는 행은 기본값 \""
                    + meaning.ko()
                    + "\"으로 두고, 있던 행은 그대로 둡니다. 다르면 --set "
                    + name
                    + "=… 으로 알려 주세요.",
                "is not said; in new rows taken for \""
                    + meaning.en()
                    + "\", in others left as it is, unless --set "
                    + name
                    + "=… says otherwise");
          }
        });
  }

  private static void tidy(
      String name, ImportRules.Form form, ObjectNode properties, RowFindings findings) {
    JsonNode value = properties.path(name);
    if (value.isTextual()) {
      String tidy = TidyText.tidy(form, value.asText());
      if (!tidy.equals(value.asText())) {
        properties.put(name, tidy);
      }
      if (form == ImportRules.Form.MONTH && value.asText().matches("[0-9]{4}\\.1")) {
        findings.note(
            name,
            RowNote.Kind.CHECK,
            "1월로 읽었습니다. 엑셀이 10월(….10)의 0을 지운 것일 수 있습니다.",
            "read as January; a spreadsheet may have dropped the zero of October (….10)");
      }
      if (form == ImportRules.Form.ADDRESS && TidyText.namesOldProvince(value.asText())) {
        findings.note(
            name,
            RowNote.Kind.CHANGED,
            "전라북도를 지금 이름인 전북특별자치도로 바꾸었습니다.",
            "the province is called 전북특별자치도 now");
      }
    }
  }

  private void derive(
      String name, List<Derivation> list, ObjectNode properties, RowFindings findings) {
    String text = properties.path(name).asText("");
    if (text.isBlank() || text.length() > LONGEST_WORD) {
      return;
    }
    String word = ComparedText.of(text);
    boolean known = false;
    for (Derivation d : list) {
      boolean isMeant =
          (d.is().isEmpty() || words.get(d).contains(word))
              && (d.headers().isEmpty()
                  || plain(d.headers()).contains(ComparedText.of(findings.column(name))));
      known |= isMeant || d.is().isEmpty();
      if (isMeant && holds(d.when(), properties)) {
        d.set()
            .forEach(
                (property, value) ->
                    set(
                        property,
                        value == ImportRules.LAST_WORD ? lastWord(text) : value,
                        name,
                        properties,
                        findings));
        if (!d.note().ko().isEmpty()) {
          findings.note(name, RowNote.Kind.LEFT_BLANK, d.note());
        }
      }
    }
    if (!known) {
      findings.note(
          name,
          RowNote.Kind.CHECK,
          "뜻을 알 수 없습니다: " + ValueReader.quote(text) + ". 원문만 남깁니다.",
          ValueReader.quote(text) + " is not known; kept as written only");
    }
  }

  private static boolean holds(Map<String, Object> when, ObjectNode properties) {
    return when.entrySet().stream().allMatch(e -> holds(e.getValue(), properties.path(e.getKey())));
  }

  private static boolean holds(Object condition, JsonNode value) {
    boolean blank = value.isMissingNode() || value.isNull() || value.asText().isBlank();
    if (condition == ImportRules.BLANK) {
      return blank;
    }
    if (condition instanceof ImportRules.Before before) {
      try {
        return !blank && LocalDate.parse(value.asText()).isBefore(before.date());
      } catch (DateTimeParseException e) {
        return false; // the parser will say so
      }
    }
    return !blank && value.asText().equals(condition.toString());
  }

  private static void set(
      String property, Object value, String from, ObjectNode properties, RowFindings findings) {
    JsonNode now = properties.path(property);
    if (now.isMissingNode() || now.isNull()) {
      properties.set(property, node(value));
    } else if (!now.asText().equals(value.toString())) {
      findings.note(
          property,
          RowNote.Kind.CHECK,
          findings.column(from) + "에서 읽은 값(" + value + ")과 다릅니다. 적힌 값을 그대로 둡니다.",
          "disagrees with what " + findings.column(from) + " says (" + value + "); kept as it is");
    }
  }

  private static String lastWord(String text) {
    String[] words = text.strip().split("\\s+");
    return words[words.length - 1];
  }

  private static JsonNode node(Object value) {
    if (value instanceof Boolean b) {
      return JSON.booleanNode(b);
    }
    return value instanceof Long n ? JSON.numberNode(n) : JSON.textNode(value.toString());
  }

  private static Set<String> plain(List<String> texts) {
    Set<String> plain = new HashSet<>();
    texts.forEach(t -> plain.add(ComparedText.of(t)));
    return plain;
  }
}
