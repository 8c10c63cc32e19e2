package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.BadRequestException.Fault;

/**
 * All query parameters of a resource. What is not in the table is refused, by name. Immutable.
 *
 * @param <R> what is asked of the resource
 */
final class ParameterTable<R> {
  /** Of these test suites look at every word. */
  private static final Set<String> OF_THE_STANDARD = Set.of("bbox", "datetime", "limit");

  private final Map<String, Parameter<R>> parameters = new LinkedHashMap<>();

  /** Where two parameters have the same name, the first one has it. */
  ParameterTable(List<Parameter<R>> parameters) {
    parameters.forEach(p -> this.parameters.putIfAbsent(p.name(), p));
  }

  /** The parameters but those of these names. */
  List<Parameter<R>> without(Set<String> names) {
    return parameters.values().stream().filter(p -> !names.contains(p.name())).toList();
  }

  /**
   * Reads a whole query.
   *
   * @throws BadRequestException with everything that is wrong with it
   */
  R read(Map<String, String> query, R request) {
    List<Fault> faults = new ArrayList<>();
    query.forEach(
        (name, value) -> {
          Parameter<R> parameter = parameters.get(name);
          if (parameter == null) {
            faults.add(new Fault(name, unknown(name)));
            return;
          }
          try {
            parameter.reader().read(value, request);
          } catch (BadValueException e) {
            faults.add(
                new Fault(
                    name, new Text(name + ": " + e.reason().ko(), name + ": " + e.reason().en())));
          }
        });
    for (Parameter<R> p : parameters.values()) {
      if (p.required() && !query.containsKey(p.name())) {
        faults.add(
            new Fault(
                p.name(),
                new Text(
                    "매개변수 " + Particle.SUBJECT.after(p.name()) + " 필요합니다.",
                    "the parameter " + p.name() + " is required")));
      }
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return request;
  }

  private Text unknown(String name) {
    String allowed = String.join(", ", parameters.keySet());
    String given = BadValueException.quote(name);
    return new Text(
        "매개변수 " + Particle.TOPIC.after(given) + " 쓸 수 없습니다. 쓸 수 있는 것: " + allowed,
        "there is no parameter " + given + " here; allowed are: " + allowed);
  }

  /** Describes the parameters as OpenAPI 3.0 wants them. */
  void describe(ArrayNode into, Lang lang) {
    for (Parameter<R> p : parameters.values()) {
      ObjectNode node = into.addObject();
      node.put("name", p.name()).put("in", "query").put("description", p.description().in(lang));
      if (p.required()) {
        node.put("required", true);
      }
      node.set("schema", p.schema().deepCopy());
      if (OF_THE_STANDARD.contains(p.name())) {
        node.put("style", "form").put("explode", false);
      } else if (p.schema().has("items")) {
        node.put("explode", false); // the style is form anyway; what is no list is one value
      }
    }
  }
}
