// What nobody can be cheaper than: the page as it comes.
export default { fetch: (request) => fetch(request) };
