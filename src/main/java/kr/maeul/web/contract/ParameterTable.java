package kr.maeul.web.contract;

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
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.BadRequestException.Fault;

/**
 * All query parameters of a resource. What is not in the table is refused, by name. Immutable.
 *
 * @param <R> what is asked of the resource
 */
public final class ParameterTable<R> {
  /** For a resource of which nothing can be asked but in which language it answers. */
  public static final ParameterTable<Void> NONE = ParameterTable.of();

  /** Of these test suites look at every word. */
  private static final Set<String> OF_THE_STANDARD = Set.of("bbox", "datetime", "limit");

  private static final Set<String> OF_EVERY_RESOURCE = Set.of("f", "lang");

  private final Map<String, Parameter<R>> parameters = new LinkedHashMap<>();
  private final boolean isOurs;
  private final boolean isOpen;

  /** Where two parameters have the same name, the first one has it. */
  public ParameterTable(List<Parameter<R>> parameters) {
    this(parameters, false, false);
  }

  /**
   * @param isOurs whether it is of no standard, so that what every resource has is told once
   * @param isOpen whether others add what they like
   */
  private ParameterTable(List<Parameter<R>> parameters, boolean isOurs, boolean isOpen) {
    parameters.forEach(p -> this.parameters.putIfAbsent(p.name(), p));
    this.isOurs = isOurs;
    this.isOpen = isOpen;
  }

  /**
   * These, and what every resource has that answers in JSON alone; the description of the service
   * tells of that once.
   */
  @SafeVarargs
  public static <R> ParameterTable<R> of(Parameter<R>... own) {
    List<Parameter<R>> all = new ArrayList<>();
    for (Parameter<R> parameter : own) {
      all.add(parameter);
    }
    all.addAll(Parameter.formatAndLanguage(List.of("json")));
    return new ParameterTable<>(all, true, false);
  }

  /** The same where others add what they like to the address, which is passed over. */
  public ParameterTable<R> ignoringOthers() {
    return new ParameterTable<>(List.copyOf(parameters.values()), isOurs, true);
  }

  /** The parameters but those of these names. */
  public List<Parameter<R>> without(Set<String> names) {
    return parameters.values().stream().filter(p -> !names.contains(p.name())).toList();
  }

  /**
   * Reads a whole query.
   *
   * @throws BadRequestException with everything that is wrong with it
   */
  public R read(Map<String, String> query, R request) {
    List<Fault> faults = faults(query, request);
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return request;
  }

  /** Reads a whole query; where somebody else finds further mistakes in it. */
  public List<Fault> faults(Map<String, String> query, R request) {
    List<Fault> faults = new ArrayList<>();
    query.forEach(
        (name, value) -> {
          Parameter<R> parameter = parameters.get(name);
          if (parameter == null) {
            if (!isOpen) {
              faults.add(new Fault(name, unknown(name)));
            }
            return;
          }
          try {
            parameter.reader().read(value, request);
          } catch (InvalidParameterException e) {
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
    return faults;
  }

  private Text unknown(String name) {
    String allowed = String.join(", ", parameters.keySet());
    String given = InvalidParameterException.quote(name);
    return new Text(
        "매개변수 " + Particle.TOPIC.after(given) + " 쓸 수 없습니다. 쓸 수 있는 것: " + allowed,
        "there is no parameter " + given + " here; allowed are: " + allowed);
  }

  /** Describes the parameters as OpenAPI 3.0 wants them. */
  public void describe(ArrayNode into, Lang lang) {
    for (Parameter<R> p : parameters.values()) {
      if (isOurs && OF_EVERY_RESOURCE.contains(p.name())) {
        continue;
      }
      ObjectNode node = into.addObject();
      node.put("name", p.name()).put("in", "query");
      if (p.description() != null) {
        node.put("description", p.description().in(lang));
      }
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
