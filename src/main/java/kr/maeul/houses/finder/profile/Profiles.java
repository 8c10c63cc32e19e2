package kr.maeul.houses.finder.profile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All profiles of the service, by id. Immutable. */
public final class Profiles {
  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  public Profiles(Collection<Profile> profiles) {
    profiles.stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(p -> this.profiles.put(p.id(), p));
  }

  public List<Profile> all() {
    return List.copyOf(profiles.values());
  }

  public Optional<Profile> profile(String id) {
    return Optional.ofNullable(profiles.get(id));
  }
}
