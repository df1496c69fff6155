"""What lies over what on a page, as a script that a browser runs."""

OVERLAPS = """() => {
    const seen = part => part.checkVisibility({opacityProperty: true, visibilityProperty: true});
    const floats = part => {  // above the page on purpose, or heard only
        for (; part; part = part.parentElement) {
            const how = getComputedStyle(part).position;
            if (how === 'fixed' || how === 'sticky' || part.matches('.away')) return true;
        }
        return false;
    };
    const within = (box, part) => {
        for (; part; part = part.parentElement) {
            if (getComputedStyle(part).overflowX === 'visible') continue;
            const edge = part.getBoundingClientRect();
            box.left = Math.max(box.left, edge.left);
            box.right = Math.min(box.right, edge.right);
            box.top = Math.max(box.top, edge.top);
            box.bottom = Math.min(box.bottom, edge.bottom);
        }
        return box;
    };
    const boxes = [];
    const add = (node, part, rect, share) => {
        const spare = rect.height * share;
        const box = within({left: rect.left + 1, right: rect.right - 1, top: rect.top + spare,
            bottom: rect.bottom - spare}, part);
        const shown = box.right > Math.max(box.left, 0) && box.bottom > Math.max(box.top, 0);
        if (shown) boxes.push({node, part, ...box});
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode, part = node.parentElement;
        if (!node.data.trim() || part.closest('svg, script, style, option')) continue;
        if (!seen(part) || floats(part)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) add(node, part, rect, .3);  // letters fill no whole line
    }
    for (const part of document.querySelectorAll('input:not([type=hidden]), select, textarea, button'))
        if (seen(part) && !floats(part)) add(part, part, part.getBoundingClientRect(), 0);
    boxes.sort((one, other) => one.top - other.top);
    const found = [];
    boxes.forEach((one, at) => {
        for (const other of boxes.slice(at + 1)) {
            if (other.top >= one.bottom) break;
            if (other.node !== one.node && other.left < one.right && one.left < other.right
                && !one.node.contains(other.node) && !other.node.contains(one.node))
                found.push([one, other].map(each => each.part.outerHTML.slice(0, 150)));
        }
    });
    return found.slice(0, 5);
}"""
"""Texts and fields that lie over each other: up to five pairs, each as the beginnings of its elements."""
