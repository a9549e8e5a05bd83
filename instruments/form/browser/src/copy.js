// A copy in this browser of what is not saved yet. A browser that keeps none is no fault.
export function remember(place, content) {
  try {
    localStorage.setItem(place, JSON.stringify(content));
    return true;
  } catch {
    return false;
  }
}

export function recall(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

export function forget(place) {
  try {
    localStorage.removeItem(place);
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}
