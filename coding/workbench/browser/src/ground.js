// Where the workbench stands: in the page of the server, or in the shadow of a notebook's output, where others stand beside it.
let current = null;

// Say which one is being worked in: dialogs open there.
export function stand(root) {
  current = root;
}

export const ground = () => current;

// What has the focus within the same tree as an element.
export const focused = (element) => element.getRootNode().activeElement;

// What is selected in the tree of an element, [node, offset, node, offset] as it was marked; null where nothing is.
export function selected(element) {
  const tree = element.getRootNode();
  const selection = tree.getSelection?.() ?? document.getSelection();
  const composed = tree instanceof ShadowRoot && !tree.getSelection && selection.getComposedRanges?.({ shadowRoots: [tree] })[0];
  if (composed) {
    const ends = [composed.startContainer, composed.startOffset, composed.endContainer, composed.endOffset];
    return selection.direction === "backward" ? [...ends.slice(2), ...ends.slice(0, 2)] : ends;
  }
  return selection.anchorNode && [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
}

export function select(element, ends) {
  const tree = element.getRootNode();
  (tree.getSelection?.() ?? document.getSelection()).setBaseAndExtent(...ends);
}
