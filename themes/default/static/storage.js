// What this browser remembers. Storage may be blocked or full: then nothing is remembered.

export function load(name) {
  try {
    return localStorage.getItem(`digestry:${name}`);
  } catch {
    return null;
  }
}

export function save(name, value) {
  try {
    if (value === null) localStorage.removeItem(`digestry:${name}`);
    else localStorage.setItem(`digestry:${name}`, value);
  } catch {}
}
