package kr.maeul.feature.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;

/**
 * Runs the examples of a layer: features that it must accept, and features that it must refuse,
 * with the reason and the place of the mistake. Safe for use by several threads.
 */
public final class LayerExamples {
  private final Layer layer;
  private final FeatureParser parser;

  public LayerExamples(Layer layer) {
    this.layer = layer;
    this.parser = new FeatureParser(layer);
  }

  /** Every example that does not come out as it says. */
  public List<LayerProblem> check(JsonNode examples) {
    List<LayerProblem> problems = new ArrayList<>();
    for (var e : examples.properties()) {
      if (!e.getKey().equals("accept") && !e.getKey().equals("refuse")) {
        problems.add(problem("/" + e.getKey(), "is neither \"accept\" nor \"refuse\""));
      }
    }
    JsonNode accept = examples.path("accept");
    for (int i = 0; i < accept.size(); i++) {
      checkAccepted("/accept/" + i, accept.get(i), problems);
    }
    JsonNode refuse = examples.path("refuse");
    for (int i = 0; i < refuse.size(); i++) {
      checkRefused("/refuse/" + i, refuse.get(i), problems);
    }
    return problems;
  }

  /** How many examples there are. */
  public static int count(JsonNode examples) {
    return examples.path("accept").size() + examples.path("refuse").size();
  }

  private void checkAccepted(String at, JsonNode feature, List<LayerProblem> problems) {
    try {
      parser.parse(feature);
    } catch (InvalidFeatureException e) {
      for (FeatureProblem p : e.problems()) {
        problems.add(problem(at, "should be accepted, but " + p.pointer() + " " + p.reason().en()));
      }
    }
  }

  private void checkRefused(String at, JsonNode example, List<LayerProblem> problems) {
    String because = example.path("because").asText("");
    if (because.isBlank() || !example.has("feature")) {
      problems.add(problem(at, "an example to refuse has a \"feature\" and a \"because\""));
      return;
    }
    try {
      parser.parse(example.get("feature"));
      problems.add(problem(at, "should be refused (" + because + "), but is accepted"));
    } catch (InvalidFeatureException e) {
      String pointer = example.path("pointer").asText("");
      if (!pointer.isEmpty() && e.problems().stream().noneMatch(p -> p.pointer().equals(pointer))) {
        String found =
            e.problems().stream().map(FeatureProblem::pointer).collect(Collectors.joining(", "));
        problems.add(
            problem(
                at + "/pointer",
                "should be refused at " + pointer + ", but the mistake is at " + found));
      }
    }
  }

  private LayerProblem problem(String pointer, String message) {
    return new LayerProblem(layer.id() + LayerFiles.EXAMPLES_SUFFIX, pointer, message);
  }
}
