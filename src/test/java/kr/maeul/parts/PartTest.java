package kr.maeul.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.fixture.WithStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/** No test needs a part of the machine without saying so: it would fail where the part is not. */
class PartTest {
  /** What asks for a part, by the class and method that a test calls. */
  private static final Map<String, Part> ASKED_BY =
      Map.of(
          "kr.maeul.store.TestDatabase.postGis", Part.POSTGIS,
          "kr.maeul.system.Browser.open", Part.BROWSER,
          "kr.maeul.parts.Part.python", Part.OWSLIB);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPath(Path.of("target", "test-classes"));

  @Test
  void whatNeedsAPartIsTaggedByIt() {
    List<String> untagged = new ArrayList<>();
    int calls = 0;
    for (JavaClass type : TESTS) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        Part part =
            ASKED_BY.get(call.getTargetOwner().getFullName() + "." + call.getTarget().getName());
        if (part == null || asksForTagged(type)) {
          continue;
        }
        calls++;
        JavaCodeUnit origin = call.getOrigin();
        if (!isTagged(part, type) && !isTagged(part, origin)) {
          untagged.add(origin.getFullName() + " has no @Tag(\"" + part.tag() + "\")");
        }
      }
    }
    assertThat(calls).as("calls that ask for a part").isGreaterThan(50);
    assertThat(untagged).isEmpty();
  }

  /** A fixture is of PostGIS by the tag: without it the same tests would run on H2GIS twice. */
  @Test
  void whatIsNamedAfterPostGisRunsOnIt() {
    List<JavaClass> named =
        TESTS.stream().filter(t -> t.getSimpleName().matches("PostGis.*(Test|IT)")).toList();
    assertThat(named).hasSizeGreaterThan(30).allMatch(t -> isTagged(Part.POSTGIS, t));
  }

  /** What opens a database of PostGIS for a class that is tagged, and for no other. */
  private static boolean asksForTagged(JavaClass type) {
    return type.getPackageName().equals(Part.class.getPackageName())
        || type.getPackageName().equals(WithStore.class.getPackageName());
  }

  private static boolean isTagged(Part part, JavaClass type) {
    return tags(type.reflect()).contains(part.tag())
        || type.getEnclosingClass().map(outer -> isTagged(part, outer)).orElse(false);
  }

  private static boolean isTagged(Part part, JavaCodeUnit method) {
    return method.isAnnotatedWith(Tag.class)
            && method.getAnnotationOfType(Tag.class).value().equals(part.tag())
        || method.isAnnotatedWith(Tags.class)
            && Arrays.stream(method.getAnnotationOfType(Tags.class).value())
                .anyMatch(tag -> tag.value().equals(part.tag()));
  }

  private static Set<String> tags(Class<?> type) {
    return Arrays.stream(type.getAnnotationsByType(Tag.class))
        .map(Tag::value)
        .collect(Collectors.toSet());
  }
}
